namespace ConnectWizard.Connections.Addresses;

/// <summary>A server's path, read as virtual directory, collection, project and repository.</summary>
/// <remarks>
/// The first rule that fits says where the collection stands:
/// <list type="number">
/// <item>the last part before the marker that has the known collection's name;</item>
/// <item>the part after <c>tfs</c>, the virtual directory up to TFS 2018;</item>
/// <item>the first part with the name <c>DefaultCollection</c>;</item>
/// <item>before a marker of the collection's own pages: the last part;</item>
/// <item>before any other marker: the last but one, the project being the last (<c>{collection}/_git/{repository}</c> leaves out a
/// project of the same name);</item>
/// <item>without a marker, in a pasted address: the last but one, or the only one; in the URL field: nowhere.</item>
/// </list>
/// </remarks>
/// <param name="VirtualDirectory">The parts before the collection.</param>
/// <param name="Rest">The parts behind the collection.</param>
internal sealed record UrlPath(
    IReadOnlyList<string> VirtualDirectory, string? Collection, string? Project, string? Repository, IReadOnlyList<string> Rest)
{
    private const string DefaultCollection = "DefaultCollection";

    /// <param name="segments">The decoded parts.</param>
    /// <param name="knownCollection">The collection, where the field names it.</param>
    /// <param name="isPasted">False for what was typed as the server's URL.</param>
    public static UrlPath Read(IReadOnlyList<string> segments, string? knownCollection, bool isPasted)
    {
        var head = segments.TakeWhile(part => !UrlFamilies.IsMarker(part)).ToArray();
        var tail = segments.Skip(head.Length).ToArray();
        var repository = UrlFamilies.RepositoryIn(tail);
        if (FindCollection(head, tail, knownCollection, isPasted) is not { } at)
            return new UrlPath(head, null, null, repository, tail);

        var project = at + 1 < head.Length ? UrlFamilies.ToName(head[at + 1]) : repository;
        return new UrlPath(head[..at], UrlFamilies.ToName(head[at]), project, repository, [.. head[(at + 1)..], .. tail]);
    }

    /// <summary>SSH addresses of newer servers: <c>v3/{collection}/{project}/{repository}</c>.</summary>
    public static UrlPath ReadSsh(IReadOnlyList<string> segments)
    {
        if (segments is not ["v3", var collection, var project, var repository, ..])
            return Read(segments, null, isPasted: true);

        return new UrlPath([], UrlFamilies.ToName(collection), UrlFamilies.ToName(project), UrlFamilies.WithoutGitSuffix(UrlFamilies.ToName(repository)), []);
    }

    private static int? FindCollection(string[] head, string[] tail, string? known, bool isPasted)
    {
        var named = Array.FindLastIndex(head, part => UrlFamilies.ToName(part).Equals(known, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
            return named;

        if (head is [var first, ..] && UrlFamilies.Same(first, "tfs"))
            return head.Length > 1 ? 1 : null;

        var common = Array.FindIndex(head, part => UrlFamilies.Same(part, DefaultCollection));
        return common >= 0 ? common : FindByPosition(head, tail, isPasted);
    }

    private static int? FindByPosition(string[] head, string[] tail, bool isPasted)
    {
        if (head.Length == 0 || (tail.Length == 0 && !isPasted))
            return null;

        return (tail.Length == 0 ? UrlOwner.Project : UrlFamilies.OwnerOf(tail)) switch
        {
            UrlOwner.Server => null,
            UrlOwner.Collection => head.Length - 1,
            _ => Math.Max(head.Length - 2, 0),
        };
    }
}
