namespace ConnectWizard.Connections.Addresses;

/// <summary>What the part before a marker belongs to.</summary>
internal enum UrlOwner
{
    /// <summary>The server: all before the marker is its virtual directory.</summary>
    Server,

    /// <summary>The collection, or the organization.</summary>
    Collection,

    /// <summary>A project.</summary>
    Project,
}

/// <summary>One kind of URL that Azure DevOps makes, from its marker on (<c>_git</c>, <c>_apis</c>).</summary>
/// <param name="Path">Literal parts, and <c>{repository}</c> for a name. Further parts may follow.</param>
/// <param name="Owner">What stands before the marker.</param>
internal sealed record UrlFamily(string Path, UrlOwner Owner)
{
    private readonly string[] _parts = Path.Split('/');

    public bool Matches(IReadOnlyList<string> tail) =>
        tail.Count >= _parts.Length && _parts.Zip(tail).All(pair => IsName(pair.First) ? !UrlFamilies.IsMarker(pair.Second) : UrlFamilies.Same(pair.First, pair.Second));

    public string? NameIn(IReadOnlyList<string> tail, string name) => Array.IndexOf(_parts, name) is >= 0 and var at ? tail[at] : null;

    private static bool IsName(string part) => part[0] == '{';
}

/// <summary>The URL families of Azure DevOps. To read another one, add its row.</summary>
internal static class UrlFamilies
{
    private const string Repository = "{repository}";

    /// <summary>The first row that matches counts.</summary>
    private static readonly UrlFamily[] All =
    [
        new("_git/_full/{repository}", UrlOwner.Project),
        new("_git/_optimized/{repository}", UrlOwner.Project),
        new("_git/{repository}", UrlOwner.Project),
        new("_ssh/_full/{repository}", UrlOwner.Project),
        new("_ssh/_optimized/{repository}", UrlOwner.Project),
        new("_ssh/{repository}", UrlOwner.Project),
        new("_apis/projectCollections", UrlOwner.Server),
        new("_apis/projects", UrlOwner.Collection),
        new("_apis/connectionData", UrlOwner.Collection),
        new("_apis/resourceAreas", UrlOwner.Collection),
        new("_apis/hooks", UrlOwner.Collection),
        new("_apis/permissions", UrlOwner.Collection),
        new("_apis/location", UrlOwner.Collection),
        new("_apis/securityNamespaces", UrlOwner.Collection),
        new("_apis/{area}", UrlOwner.Project),
        new("_apis", UrlOwner.Collection),
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

    /// <summary>No virtual directory, collection or project may start with an underscore; Azure DevOps' own parts do.</summary>
    public static bool IsMarker(string part) => part is ['_', _, ..];

    /// <summary>True for a part that shows a text without a scheme to be an address of Azure DevOps.</summary>
    public static bool IsTelling(string part) => IsMarker(part) || Same(part, "tfs") || Same(part, "DefaultCollection");

    public static UrlOwner OwnerOf(IReadOnlyList<string> tail) => Find(tail)?.Owner ?? UrlOwner.Project;

    public static string? RepositoryIn(IReadOnlyList<string> tail) =>
        Find(tail)?.NameIn(tail, Repository) is { } name ? WithoutGitSuffix(ToName(name)) : null;

    /// <summary>A plus sign stands for a space: no name in Azure DevOps may hold one.</summary>
    public static string ToName(string part) => UrlParts.Trim(part.Replace('+', ' '));

    public static bool HasGitSuffix(string name) => name.Length > 4 && name.EndsWith(".git", StringComparison.OrdinalIgnoreCase);

    public static string WithoutGitSuffix(string repository) => HasGitSuffix(repository) ? repository[..^4].TrimEnd() : repository;

    public static bool Same(string part, string other) => part.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static UrlFamily? Find(IReadOnlyList<string> tail) => Array.Find(All, family => family.Matches(tail));
}
