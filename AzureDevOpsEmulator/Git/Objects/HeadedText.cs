namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>The shape that commits and tags share: "name value" lines, an empty line, a message.</summary>
internal sealed class HeadedText
{
    private readonly ILookup<string, string> _headers;

    private HeadedText(ILookup<string, string> headers, string message)
    {
        _headers = headers;
        Message = message;
    }

    public string Message { get; }

    public static HeadedText Parse(GitObject value, GitObjectKind expected)
    {
        if (value.Kind != expected) throw new FormatException($"{value.Id} is not a {GitObject.Name(expected)}.");
        var text = value.ContentAsText();
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        var headers = head.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != ' ') // the continuation of a signature
            .Select(line => line.Split(' ', 2))
            .ToLookup(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal);
        return new(headers, end < 0 ? "" : text[(end + 2)..]);
    }

    public IEnumerable<string> All(string name) => _headers[name];

    public string Single(string name) => _headers[name].FirstOrDefault() ?? throw new FormatException($"There is no '{name}' line.");
}
