namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>A file in a commit: its blob and its mode (octal text, as <see cref="GitTreeEntry"/> has it).</summary>
public sealed record GitFile(ObjectId Blob, string Mode = GitTreeEntry.File);

/// <summary>Nested tree objects, seen as a flat set of paths with slashes.</summary>
public static class FileTree
{
    private static readonly string[] ForbiddenNames = ["", ".", "..", ".git"];

    /// <summary>Makes the trees for these files; returns the topmost.</summary>
    /// <exception cref="ArgumentException">A path is empty, leaves the repository, or is both file and folder.</exception>
    public static ObjectId Write(IGitObjectStore objects, IEnumerable<KeyValuePair<string, GitFile>> files)
    {
        var all = files.ToList();
        if (all.Find(file => !IsPath(file.Key)) is { Key: { } path })
            throw new ArgumentException($"'{path}' is not a path in a repository.", nameof(files));
        return WriteFolder(objects, all);
    }

    /// <summary>Every file below a tree. Change a copy and <see cref="Write"/> it for the next commit.</summary>
    public static Dictionary<string, GitFile> Read(IGitObjectStore objects, ObjectId tree)
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

    private static bool IsPath(string path) =>
        !path.Contains('\0', StringComparison.Ordinal)
        && !path.Split('/').Any(name => ForbiddenNames.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static ObjectId WriteFolder(IGitObjectStore objects, IEnumerable<KeyValuePair<string, GitFile>> files) =>
        objects.Put(GitTree.ToObject(files
            .GroupBy(file => file.Key.Split('/')[0], StringComparer.Ordinal)
            .Select(group => Entry(objects, group.Key, [.. group]))));

    private static GitTreeEntry Entry(IGitObjectStore objects, string name, List<KeyValuePair<string, GitFile>> files)
    {
        if (files is [var only] && only.Key == name) return new(name, only.Value.Mode, only.Value.Blob);
        if (files.Exists(file => file.Key == name))
            throw new ArgumentException($"'{name}' is there twice, or both file and folder.", nameof(files));
        var inside = files.Select(file => KeyValuePair.Create(file.Key[(name.Length + 1)..], file.Value));
        return new(name, GitTreeEntry.Folder, WriteFolder(objects, inside));
    }
}
