namespace AzureDevOpsEmulator;

/// <summary>A commit of one file.</summary>
public sealed record WorldCommit
{
    public string Branch { get; init; } = "main";

    public string Message { get; init; } = "Change a file";

    /// <summary>The file that is written, made at need.</summary>
    public string Path { get; init; } = "CHANGES.md";

    /// <summary>The file's new text; something new each time when it is left out.</summary>
    public string? Content { get; init; }

    /// <summary>The author's name, where it is not the person who pushes.</summary>
    public string? Author { get; init; }

    /// <summary>Who pushes.</summary>
    public string? Person { get; init; }

    /// <param name="objects">The repository's.</param>
    /// <param name="tip">What it comes on top of; zeros for nothing.</param>
    /// <param name="pusher">Signs it, and is its author unless another is named.</param>
    internal NewCommit ToNewCommit(GitObjectStore objects, ObjectId tip, GitSignature pusher)
    {
        var path = Path.TrimStart('/');
        var isThere = FileTree.ReadCommit(objects, tip).ContainsKey(path);
        var content = Encoding.UTF8.GetBytes(Content ?? $"{Message}\n{Guid.NewGuid()}\n");
        var author = Author is { Length: > 0 } name ? pusher with { Name = name } : pusher;
        return new NewCommit(
            Message, author, pusher, [new FileChange(isThere ? FileChangeKind.Edit : FileChangeKind.Add, path, content)]);
    }
}

/// <summary>A pull request between two branches of a repository.</summary>
public sealed record WorldPullRequest(string Source, string Target, string Title)
{
    public string? Description { get; init; }

    /// <summary>Who opens it.</summary>
    public string? Person { get; init; }
}

/// <summary>A repository by names (or ids): server as in <see cref="Emulator.Servers"/> or <c>dev.azure.com</c>, collection, project, repository.</summary>
public sealed record WorldPlace(string Server, string Collection, string Project, string Repository)
{
    /// <exception cref="InvalidOperationException">Something of it does not exist.</exception>
    internal RepositoryLocation Find()
    {
        var content = SiteCatalog.WritableSites.FirstOrDefault(site => site.Name.Equals(Server, StringComparison.OrdinalIgnoreCase))?.Content;
        if (content?.FindCollection(Collection) is { } collection
            && content.FindProject(collection, Project, People.CollectionAdministrator) is { } project
            && content.FindRepository(collection, project, Repository, People.CollectionAdministrator) is { } repository)
            return new RepositoryLocation(collection, repository);

        throw new InvalidOperationException($"There is no repository {Server}/{Collection}/{Project}/{Repository}.");
    }
}

/// <summary>Finds people by what callers know of them.</summary>
internal static class WorldPerson
{
    /// <exception cref="InvalidOperationException">Nobody is called so.</exception>
    public static Person Find(string? name) => string.IsNullOrEmpty(name)
        ? People.CollectionAdministrator
        : People.All.FirstOrDefault(person => Matches(person, name))
            ?? throw new InvalidOperationException($"Nobody is called '{name}'.");

    private static bool Matches(Person person, string name) =>
        new[] { person.Account, person.Account.Split('\\')[^1], person.DisplayName }.Contains(name, StringComparer.OrdinalIgnoreCase);
}
