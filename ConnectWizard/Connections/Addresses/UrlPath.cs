namespace ConnectWizard.Connections.Addresses;

/// <remarks>
/// The first rule that fits says where the collection stands:
/// <list type="number">
/// <item>the part after <c>tfs</c>, the virtual directory up to TFS 2018, if it has the known collection's name;</item>
/// <item>the last part before the marker that has that name, or the first of neighbours that have it;</item>
/// <item>the part after <c>tfs</c>;</item>
/// <item>the first part with the name <c>DefaultCollection</c>;</item>
/// <item>before a marker of the collection's own pages: the last part; before any other marker: the last but one, the project being the last,
/// the third last before a project and its default team, and the one behind <c>devops</c>;</item>
/// <item>without a marker, in a pasted address: the last but one, or the only one; in the URL field: nowhere.</item>
/// </list>
/// </remarks>
internal sealed record UrlPath(
    IReadOnlyList<string> VirtualDirectory, string? Collection, string? Project, string? Repository, IReadOnlyList<string> Rest)
{
    /// <summary>With a neighbour as the collection, where only positions told them apart: what is before it is a virtual directory, and what is behind the project may be a team.</summary>
    public IReadOnlyList<UrlPath> Others { get; init; } = [];

    public static UrlPath Read(IReadOnlyList<string> segments, string? knownCollection, bool isPasted)
    {
        var head = segments.TakeWhile(part => !UrlFamilies.IsMarker(part)).ToArray();
        var tail = segments.Skip(head.Length).ToArray();
        if (FindCollection(head, tail, knownCollection, isPasted) is not { } at)
            return new UrlPath(head, null, null, UrlFamilies.Read([], tail).Repository, tail);
        var path = At(at, head, tail);
        return isPasted && IsByPosition(head, knownCollection)
            ? path with { Others = [.. new[] { at + 1, at - 1 }.Where(other => other >= 0 && other < head.Length).Select(other => At(other, head, tail))] }
            : path;
    }

    private static UrlPath At(int collection, string[] head, string[] tail)
    {
        var behind = head[(collection + 1)..];
        var (project, repository) = UrlFamilies.Read(behind, tail);
        return new UrlPath(head[..collection], ToCollection(head[collection]), project, repository, [.. behind, .. tail]);
    }

    private static bool IsByPosition(string[] head, string? known) =>
        known is null && !UrlFamilies.Same(head[0], "tfs") && !head.Any(part => UrlFamilies.Same(part, UrlFamilies.DefaultCollection));

    public static UrlPath ReadSsh(IReadOnlyList<string> segments) =>
        UrlFamilies.ReadSsh(segments) is { Owner: { } collection, Project: { } project, Repository: { } repository }
            ? new UrlPath([], collection, project, repository, [])
            : Read(segments, null, isPasted: true);

    private static int? FindCollection(string[] head, string[] tail, string? known, bool isPasted)
    {
        var isBelowTfs = head is [var first, ..] && UrlFamilies.Same(first, "tfs");
        if (FindKnown(head, known, isBelowTfs) is { } named)
            return named;
        if (isBelowTfs)
            return head.Length > 1 ? 1 : null;
        var common = Array.FindIndex(head, part => UrlFamilies.Same(part, UrlFamilies.DefaultCollection));
        return common >= 0 ? common : FindByPosition(head, tail, isPasted);
    }

    private static int? FindKnown(string[] head, string? known, bool isBelowTfs)
    {
        if (known is null)
            return null;
        if (isBelowTfs && head.Length > 1 && IsKnown(head[1]))
            return 1;
        var at = Array.FindLastIndex(head, IsKnown);
        while (at > 0 && IsKnown(head[at - 1]))
            at--;

        return at < 0 ? null : at;

        bool IsKnown(string part) => UrlFamilies.Same(ToCollection(part), known);
    }

    /// <summary>The collection field trims quotes, which no collection's name holds.</summary>
    private static string ToCollection(string part) => UrlParts.Trim(UrlFamilies.ToName(part));

    private static int? FindByPosition(string[] head, string[] tail, bool isPasted)
    {
        if (head.Length == 0 || (tail.Length == 0 && !isPasted))
            return null;
        return UrlFamilies.OwnerOf(tail) switch
        {
            UrlOwner.Server => null,
            UrlOwner.Collection => head.Length - 1,
            _ when head is [.., _, var project, var team] && UrlFamilies.Same(team, project + " Team") => head.Length - 3,
            _ when tail.Length > 0 && head is [var directory, _] && UrlFamilies.Same(directory, "devops") => 1,
            _ => Math.Max(head.Length - 2, 0),
        };
    }
}
