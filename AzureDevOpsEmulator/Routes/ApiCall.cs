namespace AzureDevOpsEmulator.Routes;

internal sealed record ApiCall : IWireContext
{
    public required Person Caller { get; init; }
    public required RequestBody Body { get; init; }
    public required WorldChanges Changes { get; init; }
    public required HookService Hooks { get; init; }
    public required TimeProvider Time { get; init; }

    public Scene? Scene { get; init; }
    public required ServerProduct Product { get; init; }
    public required IServerContent Content { get; init; }
    public required RepositoryContents Contents { get; init; }
    public required CloudSwitches Switches { get; init; }
    public required SiteLinks Links { get; init; }
    public bool IsForAccounts { get; init; }

    /// <summary>The collection of the path; null at server level.</summary>
    public TeamProjectCollection? HostCollection { get; init; }

    public string? ProjectName { get; init; }
    public required IReadOnlyDictionary<string, string> Values { get; init; }
    public required IQueryCollection Query { get; init; }

    public TeamProjectCollection Collection =>
        HostCollection ?? throw new InvalidOperationException("The operation needs a collection and was routed at server level.");

    public Guid ServerId => Content.InstanceId;

    /// <summary>The ID of the responding service host: the collection or the server.</summary>
    public Guid HostId => HostCollection?.Id ?? Content.InstanceId;

    public string? Value(string name) => Values.GetValueOrDefault(name);

    /// <summary>An ID in the path; null if it is no number.</summary>
    public int? NumberIn(string name) =>
        int.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public TeamProject? Project => ProjectName is { } name ? FindProject(name) : null;

    public TeamProject FindProject(string nameOrId) =>
        Content.FindProject(Collection, nameOrId, Caller) ?? throw new ApiException(ApiErrors.ProjectNotFound(nameOrId));

    public Repository FindRepository()
    {
        var nameOrId = Value("repositoryId") ?? throw new InvalidOperationException("The route has no repository.");
        if (Project is null && !Guid.TryParse(nameOrId, out _))
            throw new ApiException(ApiErrors.ProjectNameRequired());

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
            : throw new ApiException(GitErrors.MissingContributePermission(Caller));
    }

    public int? Number(string name)
    {
        var text = Query[name].ToString();
        if (text.Length == 0)
            return null;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ApiException(ApiErrors.InvalidArgument(name, text));
    }

    /// <summary>Names in any case or numbers, also several with commas. Empty if not set.</summary>
    public IReadOnlyList<T> Enumeration<T>(string name)
        where T : struct, Enum =>
    [
        .. Query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
                ? value
                : throw new ApiException(ApiErrors.InvalidArgument(name, text))),
    ];

    /// <summary>Refuses parameters that would change the response and don't.</summary>
    public void RefuseUnimplemented(params IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (Query[name].ToString().ToUpperInvariant() is not ("" or "0" or "FALSE"))
                throw new ApiException(ApiErrors.NotImplemented("the parameter", name));
        }
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

internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes)
{
    private const int MaxBytes = 32 * 1024 * 1024;

    public T Read<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Bytes.Span, WireJson.Options) ?? throw new ApiException(ApiErrors.InvalidBody("it is null."));
        }
        catch (JsonException malformed)
        {
            throw new ApiException(ApiErrors.InvalidBody(malformed.Message));
        }
    }

    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return new RequestBody(default(ReadOnlyMemory<byte>));
        if (request.ContentLength > MaxBytes)
            throw new ApiException(ApiErrors.InvalidBody("it is too large."));

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return new RequestBody(buffer.ToArray());
    }
}
