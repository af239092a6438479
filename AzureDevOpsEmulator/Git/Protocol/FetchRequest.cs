namespace AzureDevOpsEmulator.Git.Protocol;

internal sealed class FetchRequest
{
    public List<ObjectId> Wants { get; } = [];
    public List<ObjectId> Haves { get; } = [];

    public HashSet<ObjectId> Shallow { get; } = [];
    public DeepenRequest Deepen { get; } = new();
    public bool Done { get; private set; }
    public bool NoProgress { get; set; }
    public bool IncludeTag { get; set; }
    public ObjectFilter Filter { get; private set; }

    public static FetchRequest Parse(IEnumerable<string> arguments)
    {
        var request = new FetchRequest();
        foreach (var argument in arguments) request.AddArgument(argument);
        return request;
    }

    public void AddArgument(string argument)
    {
        var parts = argument.Split(' ', 2);
        var value = parts.Length > 1 ? parts[1] : "";
        switch (parts[0])
        {
            case "want": Wants.Add(Id(value)); break;
            case "have": Haves.Add(Id(value)); break;
            case "shallow": Shallow.Add(Id(value)); break;
            case "deepen": Deepen.Depth = (int)Math.Clamp(Number(value), 0, int.MaxValue); break;
            case "deepen-since": Deepen.Since = DateTimeOffset.FromUnixTimeSeconds(Number(value)); break;
            case "deepen-not": Deepen.Not.Add(value); break;
            case "deepen-relative": Deepen.Relative = true; break;
            case "done": Done = true; break;
            case "no-progress": NoProgress = true; break;
            case "include-tag": IncludeTag = true; break;
            case "filter": Filter = ParseFilter(value); break;
            case "thin-pack" or "ofs-delta": break; // leave to send deltas; whole objects are always welcome
            default: throw new GitProtocolException($"fetch has no argument '{argument}'.");
        }
    }

    private static ObjectFilter ParseFilter(string value) => value switch
    {
        "blob:none" => ObjectFilter.WithoutBlobs,
        "tree:0" => ObjectFilter.WithoutTrees,
        _ => throw new GitProtocolException($"The filter '{value}' is not supported."),
    };

    private static ObjectId Id(string value) =>
        ObjectId.TryParse(value, out var id) ? id : throw new GitProtocolException($"'{value}' is not the name of an object.");

    private static long Number(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= uint.MaxValue
            ? number
            : throw new GitProtocolException($"'{value}' is not a number that deepens.");
}

/// <summary>What a partial clone leaves out, unless it is wanted by its ID.</summary>
internal enum ObjectFilter
{
    None,
    WithoutBlobs,
    WithoutTrees,
}

/// <summary>How much history the client wants: a depth, or a time and refs to stop at.</summary>
internal sealed class DeepenRequest
{
    /// <summary>Git's value for all history.</summary>
    public const int Infinite = int.MaxValue;

    public int Depth { get; set; }
    public bool Relative { get; set; }
    public DateTimeOffset? Since { get; set; }
    public List<string> Not { get; } = [];
    public bool IsByHistory => Since is not null || Not.Count > 0;
    public bool IsRequested => Depth > 0 || IsByHistory;
}
