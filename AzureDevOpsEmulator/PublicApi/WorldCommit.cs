namespace AzureDevOpsEmulator;

public sealed record WorldCommit
{
    public string Branch { get; init; } = "main";
    public string Message { get; init; } = "Change a file";

    /// <summary>Created if needed.</summary>
    public string Path { get; init; } = "CHANGES.md";

    /// <summary>Null for new content each time.</summary>
    public string? Content { get; init; }

    /// <summary>The author's name, if it isn't the pusher's.</summary>
    public string? Author { get; init; }
    public string? Person { get; init; }

    /// <summary>The date of the commit, if it isn't now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <param name="tip">The parent; zeros for none.</param>
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

public sealed record WorldPullRequest(string Source, string Target, string Title)
{
    public string? Description { get; init; }
    public bool IsDraft { get; init; }
    public string? Person { get; init; }

    /// <summary>The repository that the source is in, a fork of the target's.</summary>
    public RepositoryPath? Fork { get; init; }

    /// <summary>When it was opened, if it isn't now.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>A repository by names or IDs. The server is one of <see cref="Emulator.Servers"/> or <c>dev.azure.com</c>.</summary>
public sealed record RepositoryPath(string Server, string Collection, string Project, string Repository)
{
    /// <exception cref="InvalidOperationException">The repository doesn't exist.</exception>
    internal RepositoryLocation Resolve()
    {
        var content = SiteCatalog.WritableSites.FirstOrDefault(site => site.Name.Equals(Server, StringComparison.OrdinalIgnoreCase))?.Content;
        if (content?.FindCollection(Collection) is { } collection
            && content.FindProject(collection, Project, People.CollectionAdministrator) is { } project
            && content.FindRepository(collection, project, Repository, People.CollectionAdministrator) is { } repository)
        {
            return new RepositoryLocation(collection, repository);
        }

        throw new InvalidOperationException($"There is no repository {Server}/{Collection}/{Project}/{Repository}.");
    }
}

internal static class PersonLookup
{
    /// <exception cref="InvalidOperationException">The person doesn't exist.</exception>
    public static Person Find(string? name) => string.IsNullOrEmpty(name)
        ? People.CollectionAdministrator
        : People.All.FirstOrDefault(person => Matches(person, name))
            ?? throw new InvalidOperationException($"There is no person '{name}'.");

    private static bool Matches(Person person, string name) =>
        new[] { person.Account, person.Account.Split('\\')[^1], person.DisplayName }.Contains(name, StringComparer.OrdinalIgnoreCase);
}
