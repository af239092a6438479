using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.Changes;

/// <summary>Merges two commits file by file: a file that both sides changed differently is a conflict.</summary>
internal static class ThreeWayMerge
{
    /// <summary>The tree of both; null where they conflict.</summary>
    public static ObjectId? Tree(IGitObjectStore objects, ObjectId target, ObjectId source)
    {
        var common = FilesOf(objects, CommonAncestor(objects, target, source));
        var (mine, theirs) = (FilesOf(objects, target), FilesOf(objects, source));
        var merged = new Dictionary<string, GitFile>(StringComparer.Ordinal);
        foreach (var path in mine.Keys.Union(theirs.Keys, StringComparer.Ordinal))
        {
            var (before, here, there) = (common.GetValueOrDefault(path), mine.GetValueOrDefault(path), theirs.GetValueOrDefault(path));
            if (here != there && here != before && there != before)
                return null;
            if ((here == before ? there : here) is { } file)
                merged.Add(path, file);
        }

        return Write(objects, merged);
    }

    /// <summary>The commits that the source has and the target lacks, newest first.</summary>
    public static IReadOnlyList<ObjectId> Ahead(IGitObjectStore objects, ObjectId target, ObjectId source)
    {
        var had = CommitWalk.From(objects, [target]).Select(found => found.Id).ToHashSet();
        return [.. CommitWalk.From(objects, [source]).Select(found => found.Id).Where(id => !had.Contains(id))];
    }

    private static ObjectId CommonAncestor(IGitObjectStore objects, ObjectId target, ObjectId source)
    {
        var had = CommitWalk.From(objects, [target]).Select(found => found.Id).ToHashSet();
        return CommitWalk.From(objects, [source]).Select(found => found.Id).FirstOrDefault(had.Contains);
    }

    private static Dictionary<string, GitFile> FilesOf(IGitObjectStore objects, ObjectId commit) => commit.IsZero
        ? new Dictionary<string, GitFile>(StringComparer.Ordinal)
        : FileTree.Read(objects, objects.GetCommit(commit).Tree);

    /// <summary>One side may have made a folder of what is a file on the other: a conflict, too.</summary>
    private static ObjectId? Write(IGitObjectStore objects, Dictionary<string, GitFile> files)
    {
        try
        {
            return FileTree.Write(objects, files);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
