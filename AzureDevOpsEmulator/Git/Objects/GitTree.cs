using System.Text;

namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>One line of a folder. The mode is Git's octal text.</summary>
public sealed record GitTreeEntry(string Name, string Mode, ObjectId Id)
{
    public const string File = "100644";
    public const string Folder = "40000";
    public const string Submodule = "160000";

    public bool IsFolder => Mode == Folder;
}

/// <summary>The content of tree objects.</summary>
public static class GitTree
{
    /// <summary>Sorts as Git demands: by the bytes of the names, folders as if their names ended in a slash.</summary>
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

    /// <exception cref="FormatException">The object is not a well-formed tree.</exception>
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
