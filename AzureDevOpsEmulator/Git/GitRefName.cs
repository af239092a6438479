namespace AzureDevOpsEmulator.Git;

/// <summary>The rules of git-check-ref-format(1) for full names.</summary>
public static class GitRefName
{
    public const string Branches = "refs/heads/";
    public const string Tags = "refs/tags/";

    /// <summary>Below it, Azure DevOps keeps the merge of each open pull request as <c>{id}/merge</c>.</summary>
    public const string PullRequests = "refs/pull/";

    public static bool IsValid(string name) =>
        name.StartsWith("refs/", StringComparison.Ordinal)
        && name.Split('/') is { Length: > 2 } parts
        && Array.TrueForAll(parts, IsValidPart)
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.Contains("@{", StringComparison.Ordinal)
        && !name.EndsWith('.')
        && !name.Any(character => character is <= ' ' or '\x7F' or '~' or '^' or ':' or '?' or '*' or '[' or '\\');

    private static bool IsValidPart(string part) =>
        part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal);
}
