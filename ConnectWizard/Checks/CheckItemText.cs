using ConnectWizard.Components;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>The words of the check, in the language of the current thread.</summary>
public static class CheckItemText
{
    private static readonly TextResource Words = new("ConnectWizard.Checks.CheckItems");

    /// <summary>What the item is called: "Name resolution".</summary>
    public static string Title(CheckItemId code, ProviderKind provider = ProviderKind.Server) =>
        (provider == ProviderKind.Services ? Words.Find($"{code}.title.services") : null) ?? Words.Get($"{code}.title");

    /// <summary>A sentence with its values; values are data.</summary>
    internal static string Sentence(CheckItemId code, string what, params ReadOnlySpan<(string Name, string Value)> values) =>
        Fill($"{code}.{what}", values) ?? throw new InvalidOperationException($"There is no sentence {code}.{what}.");

    /// <summary>The sentence for Azure DevOps Services, where there is one, and otherwise the general one.</summary>
    internal static string SentenceOfServices(CheckItemId code, string what, params ReadOnlySpan<(string Name, string Value)> values) =>
        Fill($"{code}.{what}.services", values) ?? Sentence(code, what, values);

    /// <summary>Where requests of this installation come from, for messages to those who must let them through.</summary>
    internal static string OurAddresses(IReadOnlyList<string> addresses) =>
        Words.Fill("addresses", name => name == "list" ? string.Join(", ", addresses) : null)!;

    private static string? Fill(string key, ReadOnlySpan<(string Name, string Value)> values)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            named[name] = value;

        return Words.Fill(key, named.GetValueOrDefault);
    }
}
