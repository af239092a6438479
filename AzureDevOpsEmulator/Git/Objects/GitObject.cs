namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>The numbers are those in a pack.</summary>
internal enum GitObjectKind
{
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
}

internal sealed class GitObject
{
    private GitObject(ObjectId id, GitObjectKind kind, ReadOnlyMemory<byte> content)
    {
        Id = id;
        Kind = kind;
        Content = content;
    }

    public ObjectId Id { get; }
    public GitObjectKind Kind { get; }
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The ID is the SHA-1 of "kind length NUL content".</summary>
    public static GitObject Create(GitObjectKind kind, ReadOnlyMemory<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"{Name(kind)} {content.Length}\0"));
        hash.AppendData(content.Span);
        return new(ObjectId.FromBytes(hash.GetHashAndReset()), kind, content);
    }

    public static GitObject Text(GitObjectKind kind, string content) => Create(kind, Encoding.UTF8.GetBytes(content));

    public static string Name(GitObjectKind kind) => kind switch
    {
        GitObjectKind.Commit => "commit",
        GitObjectKind.Tree => "tree",
        GitObjectKind.Blob => "blob",
        GitObjectKind.Tag => "tag",
    };

    internal string ContentAsText() => Encoding.UTF8.GetString(Content.Span);
}
