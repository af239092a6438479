using AzureDevOpsEmulator.Git.Objects;

namespace ConnectWizard.Emulator.Git;

internal static class CommitSamples
{
    /// <summary>Commits a whole set of files (path with slashes, text); author and committer are the same.</summary>
    public static ObjectId PutCommit(
        this GitObjectStore objects,
        IEnumerable<KeyValuePair<string, string>> files,
        GitSignature author,
        string message,
        params IReadOnlyList<ObjectId> parents)
    {
        var blobs = files.Select(file => KeyValuePair.Create(file.Key, new GitFile(objects.PutText(file.Value))));
        return objects.Put(new GitCommit(FileTree.Write(objects, blobs), parents, author, author, message).ToObject());
    }
}
