namespace AzureDevOpsEmulator.Routes;

/// <summary>A REST request that has passed authentication, as its operation sees it.</summary>
internal sealed record ApiCall : IWireContext
{
    public required Person Caller { get; init; }

    /// <summary>What came with a POST, PUT or PATCH.</summary>
    public required RequestBody Body { get; init; }

    public required WorldChanges Changes { get; init; }

    public required HookService Hooks { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Whether this server refuses webhooks to loopback and private addresses.</summary>
    public bool RefusesPrivateTargets { get; init; }

    public required ServerProduct Product { get; init; }

    public required IServerContent Content { get; init; }

    public required RepositoryContents Contents { get; init; }

    /// <summary>What the cloud's organizations are like at the moment.</summary>
    public required CloudSwitches Switches { get; init; }

    public required SiteLinks Links { get; init; }

    /// <summary>Whether the cloud's service for accounts is asked.</summary>
    public bool IsForAccounts { get; init; }

    /// <summary>The collection of the address; none at server level.</summary>
    public TeamProjectCollection? HostCollection { get; init; }

    /// <summary>The project of the address, by name or id, not looked up yet.</summary>
    public string? ProjectName { get; init; }

    public required IReadOnlyDictionary<string, string> Values { get; init; }

    public required IQueryCollection Query { get; init; }

    public TeamProjectCollection Collection =>
        HostCollection ?? throw new InvalidOperationException("The operation needs a collection and was routed at server level.");

    public Guid ServerId => Content.InstanceId;

    /// <summary>The id of the service host that answers: the collection's, or the server's.</summary>
    public Guid HostId => HostCollection?.Id ?? Content.InstanceId;

    public string? Value(string name) => Values.GetValueOrDefault(name);

    /// <summary>The project of the address, if there is one.</summary>
    /// <exception cref="ApiException">There is one, and it does not exist or may not be seen.</exception>
    public TeamProject? Project => ProjectName is { } name ? FindProject(name) : null;

    public TeamProject FindProject(string nameOrId) =>
        Content.FindProject(Collection, nameOrId, Caller) ?? throw new ApiException(ApiErrors.ProjectNotFound(nameOrId));

    /// <summary>The repository of the address.</summary>
    /// <exception cref="ApiException">It does not exist or may not be seen.</exception>
    public Repository FindRepository()
    {
        var nameOrId = Value("repositoryId") ?? throw new InvalidOperationException("The route has no repository.");
        return Content.FindRepository(Collection, Project, nameOrId, Caller)
            ?? throw new ApiException(ApiErrors.RepositoryNotFound(nameOrId));
    }

    /// <summary>The repository of the address, for operations on what is in it: to them a disabled one is not there.</summary>
    public Repository FindEnabledRepository()
    {
        var repository = FindRepository();
        return repository.IsDisabled ? throw new ApiException(ApiErrors.RepositoryNotFound(repository.Id.ToString())) : repository;
    }

    /// <summary>A repository to push to, or to open a pull request in.</summary>
    public RepositoryLocation FindWritableRepository()
    {
        var repository = FindEnabledRepository();
        return Caller.CanContribute.Includes(repository.Project)
            ? new RepositoryLocation(Collection, repository)
            : throw new ApiException(GitErrors.MissingContributePermission());
    }

    /// <summary>A whole number of the query.</summary>
    /// <exception cref="ApiException">It is no number, or less than nothing.</exception>
    public int? Number(string name)
    {
        var text = Query[name].ToString();
        if (text.Length == 0)
            return null;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ApiException(ApiErrors.InvalidArgument(name, text));
    }

    public bool Flag(string name) => bool.TryParse(Query[name], out var value) && value;
}

/// <summary>What bodies are made with: for the answer to a request, or for an event that nobody asked for.</summary>
internal interface IWireContext
{
    SiteLinks Links { get; }

    TeamProjectCollection Collection { get; }

    ServerProduct Product { get; }

    /// <summary>The id of the server itself.</summary>
    Guid ServerId { get; }

    RepositoryContents Contents { get; }
}

/// <summary>The context of what a server says by itself, under its public URL.</summary>
internal sealed record ServerContext(
    SiteLinks Links, TeamProjectCollection Collection, ServerProduct Product, Guid ServerId, RepositoryContents Contents)
    : IWireContext;
