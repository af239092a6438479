namespace AzureDevOpsEmulator.Git.Objects;

internal sealed record GitTreeEntry(string Name, string Mode, ObjectId Id)
{
    public const string File = "100644";
    public const string Folder = "40000";
    public const string Submodule = "160000";

    public bool IsFolder => Mode == Folder;
}

internal static class GitTree
{
    /// <summary>Sorted as Git requires: by the bytes of the names, folders as if their names ended in a slash.</summary>
    public static GitObject ToObject(IEnumerable<GitTreeEntry> entries)
    {
        using var content = new MemoryStream();
        foreach (var entry in entries.OrderBy(SortKey, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))))
        {
            content.Write(Encoding.UTF8.GetBytes($"{entry.Mode} {entry.Name}\0"));
            content.Write(entry.Id.ToBytes());
        }

        return GitObject.Create(GitObjectKind.Tree, content.ToArray());
    }

    public static IReadOnlyList<GitTreeEntry> From(GitObject tree)
    {
        if (tree.Kind != GitObjectKind.Tree) throw new FormatException($"{tree.Id} is not a tree.");
        var entries = new List<GitTreeEntry>();
        var rest = tree.Content.Span;
        while (!rest.IsEmpty)
        {
            var space = rest.IndexOf((byte)' ');
            var end = rest.IndexOf((byte)0);
            if (space < 0 || end < space || rest.Length < end + 1 + ObjectId.Length) throw new FormatException($"{tree.Id} is damaged.");
            var id = ObjectId.FromBytes(rest.Slice(end + 1, ObjectId.Length));
            entries.Add(new(Encoding.UTF8.GetString(rest[(space + 1)..end]), Encoding.ASCII.GetString(rest[..space]), id));
            rest = rest[(end + 1 + ObjectId.Length)..];
        }

        return entries;
    }

    private static byte[] SortKey(GitTreeEntry entry) => Encoding.UTF8.GetBytes(entry.IsFolder ? entry.Name + "/" : entry.Name);
}

internal sealed record GitFile(ObjectId Blob, string Mode = GitTreeEntry.File);

internal static class FileTree
{
    private static readonly string[] ForbiddenNames = ["", ".", "..", ".git"];

    public static ObjectId Write(GitObjectStore objects, IEnumerable<KeyValuePair<string, GitFile>> files)
    {
        var all = files.ToList();
        if (all.Find(file => !IsPath(file.Key)) is { Key: { } path })
            throw new ArgumentException($"'{path}' is not a path in a repository.", nameof(files));
        return WriteFolder(objects, all);
    }

    public static Dictionary<string, GitFile> Read(GitObjectStore objects, ObjectId tree)
    {
        var files = new Dictionary<string, GitFile>(StringComparer.Ordinal);
        var folders = new Stack<(string Prefix, ObjectId Tree)>([("", tree)]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in GitTree.From(objects.Get(folder.Tree)))
            {
                if (entry.IsFolder) folders.Push(($"{folder.Prefix}{entry.Name}/", entry.Id));
                else files.Add(folder.Prefix + entry.Name, new(entry.Id, entry.Mode));
            }
        }

        return files;
    }

    public static Dictionary<string, GitFile> ReadCommit(GitObjectStore objects, ObjectId commit) => commit.IsZero
        ? new Dictionary<string, GitFile>(StringComparer.Ordinal)
        : Read(objects, objects.GetCommit(commit).Tree);

    /// <summary>The object at a path; zeros if there is none.</summary>
    public static ObjectId Find(GitObjectStore objects, ObjectId tree, string path)
    {
        var found = tree;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (objects.Find(found) is not { Kind: GitObjectKind.Tree } folder)
                return default;
            found = GitTree.From(folder).FirstOrDefault(entry => entry.Name == name)?.Id ?? default;
        }

        return found;
    }

    private static bool IsPath(string path) =>
        !path.Contains('\0', StringComparison.Ordinal)
        && !path.Split('/').Any(name => ForbiddenNames.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static ObjectId WriteFolder(GitObjectStore objects, IEnumerable<KeyValuePair<string, GitFile>> files) =>
        objects.Put(GitTree.ToObject(files
            .GroupBy(file => file.Key.Split('/')[0], StringComparer.Ordinal)
            .Select(group => Entry(objects, group.Key, [.. group]))));

    private static GitTreeEntry Entry(GitObjectStore objects, string name, List<KeyValuePair<string, GitFile>> files)
    {
        if (files is [var only] && only.Key == name) return new(name, only.Value.Mode, only.Value.Blob);
        if (files.Exists(file => file.Key == name))
            throw new ArgumentException($"'{name}' is there twice, or both file and folder.", nameof(files));
        var inside = files.Select(file => KeyValuePair.Create(file.Key[(name.Length + 1)..], file.Value));
        return new(name, GitTreeEntry.Folder, WriteFolder(objects, inside));
    }
}
