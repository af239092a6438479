namespace ConnectWizard.Connections.Addresses;

/// <summary>The parts of an Azure DevOps path that say what stands around them.</summary>
internal static class PathMarkers
{
    /// <summary>Pages and calls that a collection has itself; the others belong to a project.</summary>
    private static readonly HashSet<string> CollectionPages = new(StringComparer.OrdinalIgnoreCase)
    {
        "_home", "_projects", "_usersSettings", "_details", "_signin", "_signout", "_admin", "_common", "_static", "_public",
    };

    private static readonly HashSet<string> CollectionCalls = new(StringComparer.OrdinalIgnoreCase)
    {
        "projects", "connectionData", "resourceAreas", "hooks", "permissions", "location", "securityNamespaces",
    };

    public static bool IsMarker(string part) => part is ['_', _, ..];

    /// <summary>True when what stands before is a virtual directory alone.</summary>
    public static bool IsOfServer(string[] tail) => IsCall(tail) && tail is [_, var call, ..] && Same(call, "projectCollections");

    /// <summary>True when what stands directly before is the collection.</summary>
    public static bool IsOfCollection(string[] tail) =>
        IsCall(tail) ? tail.Length == 1 || CollectionCalls.Contains(tail[1]) : CollectionPages.Contains(tail[0]);

    /// <summary>The repository behind <c>_git</c> (<c>_ssh</c> in old SSH addresses); <c>_full</c> and <c>_optimized</c> only say how to
    /// clone it.</summary>
    public static string? RepositoryIn(IReadOnlyList<string> tail)
    {
        if (tail is not [var marker, ..] || !(Same(marker, "_git") || Same(marker, "_ssh")))
            return null;

        var name = tail.Skip(1).FirstOrDefault(part => !IsMarker(part));
        return name is null ? null : WithoutGitSuffix(ToName(name));
    }

    /// <summary>The name as Azure DevOps knows it: a plus sign stands for a space, for none of its names may hold one.</summary>
    public static string ToName(string part) => AddressTokens.Trim(part.Replace('+', ' '));

    public static bool HasGitSuffix(IEnumerable<string> segments) =>
        segments.LastOrDefault() is { Length: > 4 } last && last.EndsWith(".git", StringComparison.OrdinalIgnoreCase);

    public static string WithoutGitSuffix(string repository) => HasGitSuffix([repository]) ? repository[..^4] : repository;

    private static bool IsCall(string[] tail) => tail is [var marker, ..] && Same(marker, "_apis");

    private static bool Same(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
