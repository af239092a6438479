namespace AzureDevOpsEmulator.Changes;

/// <summary>What a commit does to a file.</summary>
internal enum FileChangeKind
{
    Add,
    Edit,
    Delete,
    Rename,
}

/// <summary>A change of one file.</summary>
/// <param name="Path">With slashes, without one in front.</param>
/// <param name="Content">The new content; null leaves it, where the file is only renamed.</param>
/// <param name="SourcePath">What a renamed file was called before.</param>
internal sealed record FileChange(FileChangeKind Kind, string Path, byte[]? Content = null, string? SourcePath = null);

/// <summary>A commit that is to be made.</summary>
internal sealed record NewCommit(
    string Message, GitSignature Author, GitSignature Committer, IReadOnlyList<FileChange> Changes, IReadOnlyList<ObjectId>? Parents = null)
{
    /// <summary>Makes the commit on top of another; zeros make a first one.</summary>
    /// <exception cref="ApiException">A file that is to change is not there, or one that is to come is.</exception>
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
