namespace AzureDevOpsEmulator.Routes;

internal enum ProjectState
{
    All = -1,
    Unchanged = -2,
    New = 0,
    WellFormed = 1,
    Deleting = 2,
    CreatePending = 3,
    Deleted = 4,
}

internal enum PullRequestStatus
{
    NotSet = 0,
    Active = 1,
    Abandoned = 2,
    Completed = 3,
    All = 4,
}

internal enum VersionType
{
    Branch = 0,
    Tag = 1,
    Commit = 2,
}

internal enum TimeRangeType
{
    Created = 1,
    Closed = 2,
}

/// <summary>The <c>searchCriteria</c> of a query. One that isn't implemented is refused, because ignoring it would answer another question. Read before
/// anything is looked for: what finds nothing refuses bad values, too.</summary>
internal sealed class QueryCriteria
{
    private const string Prefix = "searchCriteria.";
    private readonly ApiCall _call;

    public QueryCriteria(ApiCall call, params IReadOnlyList<string> implemented)
    {
        _call = call;
        foreach (var key in call.Query.Keys.Where(key => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            if (!implemented.Contains(key[Prefix.Length..], StringComparer.OrdinalIgnoreCase))
                call.RefuseUnimplemented(key);
        }
    }

    public string? Text(string name) => _call.Query[Prefix + name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Another text than an ID is ignored: some clients send names.</summary>
    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    public DateTimeOffset? Date(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
        : throw new ApiException(ApiErrors.InvalidArgument(Prefix + name, text));

    public IReadOnlyList<T> Enumeration<T>(string name) where T : struct, Enum => _call.Enumeration<T>(Prefix + name);

    public int Skip => _call.Number("$skip") ?? _call.Number(Prefix + "$skip") ?? 0;

    public int Top(int usual) => _call.Number("$top") ?? _call.Number(Prefix + "$top") ?? usual;
}
