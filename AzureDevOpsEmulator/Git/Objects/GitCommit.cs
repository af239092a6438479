namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>A commit. Other headers (signatures, encodings) are kept in the object but not parsed.</summary>
internal sealed record GitCommit(
    ObjectId Tree, IReadOnlyList<ObjectId> Parents, GitSignature Author, GitSignature Committer, string Message)
{
    public GitObject ToObject()
    {
        var text = new StringBuilder();
        text.Append("tree ").Append(Tree).Append('\n');
        foreach (var parent in Parents) text.Append("parent ").Append(parent).Append('\n');
        text.Append("author ").Append(Author).Append('\n');
        text.Append("committer ").Append(Committer).Append('\n');
        text.Append('\n').Append(Message);
        if (!Message.EndsWith('\n')) text.Append('\n');
        return GitObject.Text(GitObjectKind.Commit, text.ToString());
    }

    public static GitCommit From(GitObject commit)
    {
        var content = ObjectHeaders.Parse(commit, GitObjectKind.Commit);
        return new(
            ObjectId.Parse(content.Single("tree")),
            [.. content.All("parent").Select(parent => ObjectId.Parse(parent))],
            GitSignature.Parse(content.Single("author")),
            GitSignature.Parse(content.Single("committer")),
            content.Message);
    }
}

internal sealed record GitSignature(string Name, string Email, DateTimeOffset When)
{
    /// <summary>For example <c>Ada Lovelace &lt;ada@example.com&gt; 1700000000 +0100</c>.</summary>
    public override string ToString()
    {
        var minutes = (int)When.Offset.TotalMinutes;
        var sign = minutes < 0 ? '-' : '+';
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Clean(Name)} <{Clean(Email)}> {When.ToUnixTimeSeconds()} {sign}{hours:00}{rest:00}");
    }

    public static GitSignature Parse(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var close = text.LastIndexOf('>');
        var time = close < 0 ? [] : text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (open < 0 || close < open || time.Length != 2
            || !long.TryParse(time[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !int.TryParse(time[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset))
        {
            throw new FormatException($"'{text}' is not a Git signature.");
        }

        var (hours, minutes) = Math.DivRem(offset, 100);
        var when = DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(new TimeSpan(hours, minutes, 0));
        return new(text[..open].Trim(), text[(open + 1)..close], when);
    }

    /// <summary>Git removes characters that would end the field.</summary>
    private static string Clean(string text) =>
        string.Concat(text.Where(character => character is not ('<' or '>' or '\n' or '\0'))).Trim();
}

internal sealed record GitTag(ObjectId Target, GitObjectKind TargetKind, string Name, GitSignature Tagger, string Message)
{
    public GitObject ToObject() => GitObject.Text(
        GitObjectKind.Tag,
        $"object {Target}\ntype {GitObject.Name(TargetKind)}\ntag {Name}\ntagger {Tagger}\n\n{Message.TrimEnd('\n')}\n");

    public static ObjectId TargetOf(GitObject tag) => ObjectId.Parse(ObjectHeaders.Parse(tag, GitObjectKind.Tag).Single("object"));
}

/// <summary>The format of commits and tags: "name value" lines, an empty line, a message.</summary>
internal sealed class ObjectHeaders
{
    private readonly ILookup<string, string> _headers;

    private ObjectHeaders(ILookup<string, string> headers, string message)
    {
        _headers = headers;
        Message = message;
    }

    public string Message { get; }

    public static ObjectHeaders Parse(GitObject value, GitObjectKind expected)
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
