namespace ConnectWizard.Connections.Addresses;

internal enum UrlOwner
{
    Server,
    Collection,
    Project,
}

/// <summary>One kind of URL that Azure DevOps makes, from its marker on (<c>_git</c>, <c>_apis</c>).</summary>
/// <param name="Path">Literal parts and names in braces. Further parts may follow.</param>
/// <param name="IsClone">A clone address: without a project before it, the project has the repository's name.</param>
internal sealed record UrlFamily(string Path, UrlOwner Owner, bool IsClone = false)
{
    private readonly string[] _parts = Path.Split('/');

    public bool Matches(IReadOnlyList<string> tail) =>
        tail.Count >= _parts.Length
        && _parts.Zip(tail).All(pair => pair.First[0] == '{' ? !UrlFamilies.IsMarker(pair.Second) : UrlFamilies.Same(pair.First, pair.Second));

    public string? NameIn(IReadOnlyList<string> tail, string name) =>
        Array.IndexOf(_parts, name) is >= 0 and var at ? UrlFamilies.ToName(tail[at]) : null;
}

/// <summary>To read another URL family, add its row.</summary>
internal static class UrlFamilies
{
    // The first row that matches counts. Every other marker belongs to a project.
    private static readonly UrlFamily[] All =
    [
        new("_git/_full/{repository}", UrlOwner.Project, IsClone: true),
        new("_git/_optimized/{repository}", UrlOwner.Project, IsClone: true),
        new("_git/{repository}", UrlOwner.Project, IsClone: true),
        new("_ssh/_full/{repository}", UrlOwner.Project, IsClone: true),
        new("_ssh/_optimized/{repository}", UrlOwner.Project, IsClone: true),
        new("_ssh/{repository}", UrlOwner.Project, IsClone: true),
        new("_apis/git/repositories/{repository}", UrlOwner.Project),
        new("_apis/git/{project}/repositories/{repository}", UrlOwner.Collection),
        new("_apis/projects/{project}", UrlOwner.Collection),
        new("_apis/projects", UrlOwner.Collection),
        new("_apis/projectCollections", UrlOwner.Server),
        new("_apis/connectionData", UrlOwner.Collection),
        new("_apis/resourceAreas", UrlOwner.Collection),
        new("_apis/hooks", UrlOwner.Collection),
        new("_apis/permissions", UrlOwner.Collection),
        new("_apis/location", UrlOwner.Collection),
        new("_apis/securityNamespaces", UrlOwner.Collection),
        new("_apis/{area}", UrlOwner.Project),
        new("_apis", UrlOwner.Collection),
        new("_settings/projects", UrlOwner.Collection),
        new("_settings/users", UrlOwner.Collection),
        new("_settings/groups", UrlOwner.Collection),
        new("_settings/process", UrlOwner.Collection),
        new("_settings/extensions", UrlOwner.Collection),
        new("_settings/organizationPolicy", UrlOwner.Collection),
        new("_settings/organizationOverview", UrlOwner.Collection),
        new("_home", UrlOwner.Collection),
        new("_projects", UrlOwner.Collection),
        new("_usersSettings", UrlOwner.Collection),
        new("_details", UrlOwner.Collection),
        new("_signin", UrlOwner.Collection),
        new("_signout", UrlOwner.Collection),
        new("_admin", UrlOwner.Collection),
        new("_common", UrlOwner.Collection),
        new("_static", UrlOwner.Collection),
        new("_public", UrlOwner.Collection),
    ];

    /// <summary>No virtual directory, collection, project or repository may start with an underscore; Azure DevOps' own parts do.</summary>
    public static bool IsMarker(string part) => part is ['_', _, ..];

    /// <summary>True for a part that shows a text without a scheme to be an address of Azure DevOps.</summary>
    public static bool IsTelling(string part) => IsMarker(part) || Same(part, "tfs") || Same(part, DefaultCollection);

    public static UrlOwner OwnerOf(IReadOnlyList<string> tail) => Find(tail)?.Owner ?? UrlOwner.Project;

    public static (string? Project, string? Repository) Read(IReadOnlyList<string> head, IReadOnlyList<string> tail)
    {
        var family = Find(tail);
        var repository = family?.NameIn(tail, "{repository}");
        var project = head is [var first, ..] ? ToName(first) : family?.NameIn(tail, "{project}");
        return (project ?? (family is { IsClone: true } ? WithoutGitSuffix(repository!) : null), repository);
    }

    /// <summary>SSH addresses: <c>v3/{owner}/{project}/{repository}</c>, with a team or <c>_full</c> before the repository in some.</summary>
    public static (string? Owner, string? Project, string? Repository)? ReadSsh(IReadOnlyList<string> segments)
    {
        string[] names = [.. segments.Where(part => !IsMarker(part)).Select(ToName)];
        return names is ["v3", ..] && !segments.Any(IsOldSsh)
            ? (names.ElementAtOrDefault(1), names.ElementAtOrDefault(2), names.Length > 3 ? names[^1] : null)
            : null;
    }

    public const string DefaultCollection = "DefaultCollection";

    /// <summary>A plus sign stands for a space: no name in Azure DevOps may hold one.</summary>
    public static string ToName(string part) => part.Replace('+', ' ').Trim(' ', '"', '<', '>', '|', '*');

    /// <summary>Other servers' clone addresses end in <c>.git</c>.</summary>
    public static string WithoutGitSuffix(string repository) =>
        repository.Length > 4 && repository.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? repository[..^4].TrimEnd() : repository;

    public static bool Same(string part, string other) => part.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static UrlFamily? Find(IReadOnlyList<string> tail) => Array.Find(All, family => family.Matches(tail));

    private static bool IsOldSsh(string part) => Same(part, "_ssh") || Same(part, "_git");
}
