namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>The arguments of version 2's <c>ls-refs</c>.</summary>
internal sealed record LsRefsRequest(bool Peel, bool Symrefs, bool Unborn, IReadOnlyList<string> Prefixes)
{
    private const string PrefixKey = "ref-prefix ";

    public static LsRefsRequest Parse(IReadOnlyList<string> arguments)
    {
        var prefixes = arguments
            .Where(argument => argument.StartsWith(PrefixKey, StringComparison.Ordinal))
            .Select(argument => argument[PrefixKey.Length..])
            .ToList();
        if (arguments.FirstOrDefault(argument => !IsKnown(argument)) is { } unknown)
            throw new GitProtocolException($"ls-refs has no argument '{unknown}'.");
        var flags = arguments.ToHashSet(StringComparer.Ordinal);
        return new(flags.Contains("peel"), flags.Contains("symrefs"), flags.Contains("unborn"), prefixes);
    }

    public bool Asks(string name) =>
        Prefixes.Count == 0 || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsKnown(string argument) =>
        argument is "peel" or "symrefs" or "unborn" || argument.StartsWith(PrefixKey, StringComparison.Ordinal);
}
