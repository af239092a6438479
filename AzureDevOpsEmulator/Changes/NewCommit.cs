namespace AzureDevOpsEmulator.Changes;

internal enum FileChangeKind
{
    Add = 1,
    Edit = 2,
    Rename = 8,
    Delete = 16,
}

/// <param name="Path">With slashes, without a leading one.</param>
/// <param name="Content">The new content; null keeps the content of a renamed file.</param>
internal sealed record FileChange(FileChangeKind Kind, string Path, byte[]? Content = null, string? SourcePath = null);

internal sealed record NewCommit(
    string Message, GitSignature Author, GitSignature Committer, IReadOnlyList<FileChange> Changes, IReadOnlyList<ObjectId>? Parents = null)
{
    public ObjectId Write(GitObjectStore objects, ObjectId parent)
    {
        var files = FileTree.ReadCommit(objects, parent);
        foreach (var change in Changes)
            Apply(objects, files, change);

        var parents = Parents ?? (parent.IsZero ? [] : [parent]);
        return objects.Put(new GitCommit(WriteTree(objects, files), parents, Author, Committer, Message).ToObject());
    }

    private static ObjectId WriteTree(GitObjectStore objects, Dictionary<string, GitFile> files)
    {
        try
        {
            return FileTree.Write(objects, files);
        }
        catch (ArgumentException unfit)
        {
            throw new ApiException(GitErrors.InvalidChange(unfit.Message));
        }
    }

    private static void Apply(GitObjectStore objects, Dictionary<string, GitFile> files, FileChange change)
    {
        var before = change.SourcePath ?? change.Path;
        if (change.Kind != FileChangeKind.Add && !files.ContainsKey(before))
            throw new ApiException(GitErrors.InvalidChange($"The file '{before}' is not in the branch."));
        if (change.Kind is FileChangeKind.Add or FileChangeKind.Rename && files.ContainsKey(change.Path))
            throw new ApiException(GitErrors.InvalidChange($"The file '{change.Path}' is in the branch already."));

        var mode = files.TryGetValue(before, out var file) ? file.Mode : GitTreeEntry.File;
        if (change.Kind is FileChangeKind.Delete or FileChangeKind.Rename)
            files.Remove(before);
        if (change.Kind == FileChangeKind.Delete)
            return;

        var blob = change.Content is { } content ? objects.Put(GitObject.Create(GitObjectKind.Blob, content)) : file!.Blob;
        files[change.Path] = new GitFile(blob, mode);
    }
}
