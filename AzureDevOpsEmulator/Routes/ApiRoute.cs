namespace AzureDevOpsEmulator.Routes;

[Flags]
internal enum HostLevels
{
    None = 0,
    Server = 1,
    Collection = 2,
    Both = Server | Collection,

    Accounts = 4,
    OrganizationAccounts = 8,
    All = Both | Accounts | OrganizationAccounts,
}

/// <param name="Scopes">Any of these is sufficient; an empty list accepts every valid token.</param>
internal sealed record ApiRoute(string Method, ApiResource Resource, HostLevels Levels, IReadOnlyList<string> Scopes, Operation Handle)
{
    private readonly string[] _template = TemplateOf(Resource);

    /// <summary>The number of literal segments: the most specific route wins.</summary>
    public int Specificity => _template.Count(segment => !segment.StartsWith('{'));

    /// <returns>The values of the template's parameters; null for another path.</returns>
    public IReadOnlyDictionary<string, string>? Match(IReadOnlyList<string> path)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < _template.Length; index++)
        {
            var expected = _template[index];
            var segment = index < path.Count ? path[index] : null;
            if (expected.StartsWith("{*", StringComparison.Ordinal))
                return AddRest(values, expected[2..^1], path, index);
            if (!expected.StartsWith('{') && !expected.Equals(segment, StringComparison.OrdinalIgnoreCase))
                return null;
            if (expected.StartsWith('{') && segment is not null)
                values[expected[1..^1]] = segment;
        }

        return path.Count > _template.Length ? null : values;
    }

    private static Dictionary<string, string> AddRest(Dictionary<string, string> values, string name, IReadOnlyList<string> path, int from)
    {
        if (from < path.Count)
            values[name] = string.Join('/', path.Skip(from));
        return values;
    }

    private static string[] TemplateOf(ApiResource resource)
    {
        const string Marker = "_apis/";
        var start = resource.Template.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length;
        return resource.Template[start..]
            .Replace("{area}", resource.Area, StringComparison.Ordinal)
            .Replace("{resource}", resource.Name, StringComparison.Ordinal)
            .Split('/');
    }
}

/// <summary><c>/{collection}/{project}/{team}/{marker}/…</c>: the marker is the first segment with a leading underscore, which names can't have.</summary>
/// <param name="Marker">Empty when the path has names only.</param>
internal sealed record RequestPath(IReadOnlyList<string> Names, string Marker, IReadOnlyList<string> Rest)
{
    public string? Collection => Names.Count > 0 ? Names[0] : null;
    public string? Project => Names.Count > 1 ? Names[1] : null;

    public static RequestPath Parse(PathString path)
    {
        var segments = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var marker = Array.FindIndex(segments, segment => segment.StartsWith('_'));
        return marker < 0
            ? new RequestPath(segments, "", [])
            : new RequestPath(segments[..marker], segments[marker].ToLowerInvariant(), segments[(marker + 1)..]);
    }
}
