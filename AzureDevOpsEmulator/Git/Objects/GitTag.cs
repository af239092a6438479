namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>An annotated tag's content: a named, signed-off pointer to another object.</summary>
public sealed record GitTag(ObjectId Target, GitObjectKind TargetKind, string Name, GitSignature Tagger, string Message)
{
    public GitObject ToObject() => GitObject.Text(
        GitObjectKind.Tag,
        $"object {Target}\ntype {GitObject.Name(TargetKind)}\ntag {Name}\ntagger {Tagger}\n\n{Message.TrimEnd('\n')}\n");

    /// <summary>What a tag object points to, be it another tag.</summary>
    /// <exception cref="FormatException">The object is not a well-formed tag.</exception>
    public static ObjectId TargetOf(GitObject tag) => ObjectId.Parse(HeadedText.Parse(tag, GitObjectKind.Tag).Single("object"));
}
