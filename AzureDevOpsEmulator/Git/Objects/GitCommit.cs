using System.Text;

namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>A commit's content. Headers that are not listed here (signatures, encodings) are kept in the object but not read.</summary>
public sealed record GitCommit(
    ObjectId Tree, IReadOnlyList<ObjectId> Parents, GitSignature Author, GitSignature Committer, string Message)
{
    public GitObject ToObject()
    {
        var text = new StringBuilder();
        text.Append("tree ").Append(Tree).Append('\n');
        foreach (var parent in Parents) text.Append("parent ").Append(parent).Append('\n');
        text.Append("author ").Append(Author).Append('\n');
        text.Append("committer ").Append(Committer).Append('\n');
        text.Append('\n').Append(Message);
        if (!Message.EndsWith('\n')) text.Append('\n');
        return GitObject.Text(GitObjectKind.Commit, text.ToString());
    }

    /// <exception cref="FormatException">The object is not a well-formed commit.</exception>
    public static GitCommit From(GitObject commit)
    {
        var content = HeadedText.Parse(commit, GitObjectKind.Commit);
        return new(
            ObjectId.Parse(content.Single("tree")),
            [.. content.All("parent").Select(parent => ObjectId.Parse(parent))],
            GitSignature.Parse(content.Single("author")),
            GitSignature.Parse(content.Single("committer")),
            content.Message);
    }
}
