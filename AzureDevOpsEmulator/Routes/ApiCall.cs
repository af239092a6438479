namespace AzureDevOpsEmulator.Routes;

/// <summary>An authenticated REST request.</summary>
internal sealed record ApiCall : IWireContext
{
    public required Person Caller { get; init; }

    /// <summary>The body of a POST, PUT or PATCH.</summary>
    public required RequestBody Body { get; init; }
    public required WorldChanges Changes { get; init; }
    public required HookService Hooks { get; init; }
    public required TimeProvider Time { get; init; }

    /// <summary>Whether this server refuses webhooks to loopback and private addresses.</summary>
    public bool RefusesPrivateTargets { get; init; }
    public required ServerProduct Product { get; init; }
    public required IServerContent Content { get; init; }
    public required RepositoryContents Contents { get; init; }
    public required CloudSwitches Switches { get; init; }
    public required SiteLinks Links { get; init; }

    /// <summary>Whether the request is for the cloud's account service.</summary>
    public bool IsForAccounts { get; init; }

    /// <summary>The collection of the path; null at server level.</summary>
    public TeamProjectCollection? HostCollection { get; init; }

    /// <summary>The project of the path by name or ID.</summary>
    public string? ProjectName { get; init; }
    public required IReadOnlyDictionary<string, string> Values { get; init; }
    public required IQueryCollection Query { get; init; }

    public TeamProjectCollection Collection =>
        HostCollection ?? throw new InvalidOperationException("The operation needs a collection and was routed at server level.");

    public Guid ServerId => Content.InstanceId;

    /// <summary>The ID of the responding service host: the collection or the server.</summary>
    public Guid HostId => HostCollection?.Id ?? Content.InstanceId;

    public string? Value(string name) => Values.GetValueOrDefault(name);

    /// <summary>The project of the path.</summary>
    public TeamProject? Project => ProjectName is { } name ? FindProject(name) : null;

    public TeamProject FindProject(string nameOrId) =>
        Content.FindProject(Collection, nameOrId, Caller) ?? throw new ApiException(ApiErrors.ProjectNotFound(nameOrId));

    /// <summary>The repository of the path.</summary>
    public Repository FindRepository()
    {
        var nameOrId = Value("repositoryId") ?? throw new InvalidOperationException("The route has no repository.");
        return Content.FindRepository(Collection, Project, nameOrId, Caller)
            ?? throw new ApiException(ApiErrors.RepositoryNotFound(nameOrId));
    }

    /// <summary>For operations on the content: a disabled repository counts as missing.</summary>
    public Repository FindEnabledRepository()
    {
        var repository = FindRepository();
        return repository.IsDisabled ? throw new ApiException(ApiErrors.RepositoryNotFound(repository.Id.ToString())) : repository;
    }

    public RepositoryLocation FindWritableRepository()
    {
        var repository = FindEnabledRepository();
        return Caller.CanContribute.Includes(repository.Project)
            ? new RepositoryLocation(Collection, repository)
            : throw new ApiException(GitErrors.MissingContributePermission());
    }

    /// <summary>An integer of the query.</summary>
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

/// <summary>The context of a body: a request, or an event that has none.</summary>
internal interface IWireContext
{
    SiteLinks Links { get; }

    TeamProjectCollection Collection { get; }

    ServerProduct Product { get; }

    Guid ServerId { get; }

    RepositoryContents Contents { get; }
}

/// <summary>The context of events, under the server's public URL.</summary>
internal sealed record ServerContext(
    SiteLinks Links, TeamProjectCollection Collection, ServerProduct Product, Guid ServerId, RepositoryContents Contents)
    : IWireContext;
