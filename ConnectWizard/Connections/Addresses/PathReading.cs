namespace ConnectWizard.Connections.Addresses;

/// <summary>
/// A server's path, read as virtual directory, collection, project and repository.
/// </summary>
/// <remarks>
/// <para>A part that starts with an underscore is a marker (<c>_git</c>, <c>_apis</c>, <c>_build</c>): no virtual directory, collection or
/// project
/// may start so. Where the collection stands is decided by the first rule that fits:</para>
/// <list type="number">
/// <item>the last part before the marker that has the known collection's name;</item>
/// <item>the part after <c>tfs</c>, the virtual directory up to TFS 2018;</item>
/// <item>the first part with the name <c>DefaultCollection</c>;</item>
/// <item>before a marker of the collection's own pages (<c>_home</c>, <c>_apis/projects</c>): the last part;</item>
/// <item>before any other marker: the last but one, the project being the last; <c>{collection}/_git/{repository}</c> has no project part
/// because the project has the repository's name;</item>
/// <item>without a marker, in a pasted address: the last but one, or the only one;</item>
/// <item>without a marker, in the URL field: nowhere, all of it is virtual directory.</item>
/// </list>
/// </remarks>
/// <param name="VirtualDirectory">The parts before the collection.</param>
/// <param name="Rest">The parts behind the collection, as they stood.</param>
internal sealed record PathReading(
    IReadOnlyList<string> VirtualDirectory, string? Collection, string? Project, string? Repository, IReadOnlyList<string> Rest)
{
    private const string DefaultCollection = "DefaultCollection";

    /// <param name="segments">The decoded parts.</param>
    /// <param name="knownCollection">The collection, where the field or an earlier answer names it.</param>
    /// <param name="isPasted">True for a whole address out of a browser or a clone line, false for what was typed as the server's
    /// URL.</param>
    public static PathReading Read(IReadOnlyList<string> segments, string? knownCollection, bool isPasted)
    {
        var head = segments.TakeWhile(part => !PathMarkers.IsMarker(part)).ToArray();
        var tail = segments.Skip(head.Length).ToArray();
        if (FindCollection(head, tail, knownCollection, isPasted) is not { } at)
            return new PathReading(head, null, null, PathMarkers.RepositoryIn(tail), tail);

        var repository = PathMarkers.RepositoryIn(tail);
        var project = at + 1 < head.Length ? head[at + 1] : repository;
        project = project is null ? null : PathMarkers.ToName(project);
        return new PathReading(head[..at], PathMarkers.ToName(head[at]), project, repository, [.. head[(at + 1)..], .. tail]);
    }

    /// <summary>SSH addresses of newer servers have a form of their own: <c>v3/{collection}/{project}/{repository}</c>.</summary>
    public static PathReading ReadNewSsh(IReadOnlyList<string> segments)
    {
        var names = segments.Skip(1).Take(3).Select(PathMarkers.ToName).ToArray();
        return new PathReading([], names[0], names[1], PathMarkers.WithoutGitSuffix(names[2]), []);
    }

    private static int? FindCollection(string[] head, string[] tail, string? known, bool isPasted)
    {
        var named = Array.FindLastIndex(head, part => PathMarkers.ToName(part).Equals(known, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
            return named;

        if (head is [var first, ..] && first.Equals("tfs", StringComparison.OrdinalIgnoreCase))
            return head.Length > 1 ? 1 : null;

        var common = Array.FindIndex(head, part => part.Equals(DefaultCollection, StringComparison.OrdinalIgnoreCase));
        return common >= 0 ? common : FindByPlace(head, tail, isPasted);
    }

    private static int? FindByPlace(string[] head, string[] tail, bool isPasted) =>
        tail switch
        {
            _ when head.Length == 0 => null,
            [] when !isPasted => null,
            [_, ..] when PathMarkers.IsOfServer(tail) => null,
            [_, ..] when PathMarkers.IsOfCollection(tail) => head.Length - 1,
            _ => Math.Max(head.Length - 2, 0),
        };
}
