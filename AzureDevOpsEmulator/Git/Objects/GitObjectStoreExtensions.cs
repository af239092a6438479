namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>Reading and making objects in a store.</summary>
public static class GitObjectStoreExtensions
{
    /// <exception cref="InvalidDataException">The object is missing although another one refers to it.</exception>
    public static GitObject Get(this IGitObjectStore objects, ObjectId id) =>
        objects.Find(id) ?? throw new InvalidDataException($"The repository lacks object {id}.");

    public static GitCommit GetCommit(this IGitObjectStore objects, ObjectId id) => GitCommit.From(objects.Get(id));

    /// <summary>Follows annotated tags to what they finally mean; anything else means itself.</summary>
    public static GitObject Peel(this IGitObjectStore objects, ObjectId id)
    {
        var value = objects.Get(id);
        while (value.Kind == GitObjectKind.Tag) value = objects.Get(GitTag.TargetOf(value));
        return value;
    }

    public static ObjectId Put(this IGitObjectStore objects, GitObject value)
    {
        objects.Add(value);
        return value.Id;
    }

    public static ObjectId PutText(this IGitObjectStore objects, string text) => objects.Put(GitObject.Text(GitObjectKind.Blob, text));

    /// <summary>Commits a whole set of files (path with slashes, text), author and committer being the same.</summary>
    /// <exception cref="ArgumentException">A path is empty, leaves the repository, or is both file and folder.</exception>
    public static ObjectId PutCommit(
        this IGitObjectStore objects,
        IEnumerable<KeyValuePair<string, string>> files,
        GitSignature author,
        string message,
        params IReadOnlyList<ObjectId> parents)
    {
        var blobs = files.Select(file => KeyValuePair.Create(file.Key, new GitFile(objects.PutText(file.Value))));
        var tree = FileTree.Write(objects, blobs);
        return objects.Put(new GitCommit(tree, parents, author, author, message).ToObject());
    }
}
