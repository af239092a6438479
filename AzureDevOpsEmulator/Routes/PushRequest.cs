namespace AzureDevOpsEmulator.Routes;

/// <summary>The supported members of the body.</summary>
internal sealed record PushRequest(IReadOnlyList<PushedRef>? RefUpdates, IReadOnlyList<PushedCommit>? Commits);

internal sealed record PushedRef(string? Name, string? OldObjectId, string? NewObjectId);

internal sealed record PushedSignature(string? Name, string? Email, DateTimeOffset? Date)
{
    public GitSignature WithDefaults(GitSignature known) => new(Name ?? known.Name, Email ?? known.Email, Date ?? known.When);
}

internal sealed record PushedCommit(
    string? Comment, PushedSignature? Author, PushedSignature? Committer, IReadOnlyList<PushedChange>? Changes, IReadOnlyList<string>? Parents)
{
    public NewCommit ToNewCommit(GitSignature pusher)
    {
        var author = Author?.WithDefaults(pusher) ?? pusher;
        IReadOnlyList<ObjectId>? parents = Parents is { Count: > 0 } named ? [.. named.Select(Parse)] : null;
        return new NewCommit(
            Comment ?? "", author, Committer?.WithDefaults(pusher) ?? author, [.. (Changes ?? []).Select(change => change.ToFileChange())], parents);
    }

    private static ObjectId Parse(string text) =>
        ObjectId.TryParse(text, out var id) ? id : throw new ApiException(ApiErrors.InvalidArgument("parents", text));
}

internal sealed record PushedChange(FileChangeKind ChangeType, PushedItem? Item, PushedContent? NewContent, string? SourceServerItem)
{
    public FileChange ToFileChange()
    {
        if (Item?.Path?.TrimStart('/') is not { Length: > 0 } path)
            throw new ApiException(GitErrors.InvalidChange("A change needs the path of its item."));

        return ChangeType switch
        {
            FileChangeKind.Add or FileChangeKind.Edit => new FileChange(ChangeType, path, NewContent?.Bytes() ?? []),
            FileChangeKind.Delete => new FileChange(ChangeType, path),
            FileChangeKind.Rename => new FileChange(ChangeType, path, NewContent?.Bytes(), SourceServerItem?.TrimStart('/')),
            _ => throw new ApiException(GitErrors.InvalidChange($"The change type '{ChangeType}' is not one of add, edit, delete, rename.")),
        };
    }
}

internal sealed record PushedItem(string? Path);

internal enum ItemContentType
{
    RawText = 0,
    Base64Encoded = 1,
}

internal sealed record PushedContent(string? Content, ItemContentType ContentType)
{
    public byte[] Bytes()
    {
        if (ContentType == ItemContentType.RawText)
            return Encoding.UTF8.GetBytes(Content ?? "");

        try
        {
            return Convert.FromBase64String(Content ?? "");
        }
        catch (FormatException)
        {
            throw new ApiException(GitErrors.InvalidChange("The content is not base64."));
        }
    }
}
