namespace AzureDevOpsEmulator.Hooks.Delivery;

/// <summary>The headers of one's own that a subscription has sent along: one <c>Name:value</c> in each line.</summary>
internal static class HeaderLines
{
    public static IReadOnlyList<(string Name, string Value)> Parse(string text) =>
    [
        .. text.Split(['\r', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .Select(parts => (parts[0], parts[1])),
    ];
}
