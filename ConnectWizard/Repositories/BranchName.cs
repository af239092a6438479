using System.Buffers;

namespace ConnectWizard.Repositories;

/// <summary>A branch's name as people type it, and whether Git would take it (git check-ref-format).</summary>
public static class BranchName
{
    private const string Prefix = "refs/heads/";

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ~^:?*[\\\u007F");

    /// <summary>Without blanks around it, and without the <c>refs/heads/</c> that tools show.</summary>
    public static string Clean(string text)
    {
        var name = text.Trim();
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }

    /// <summary>Whether a cleaned name could be a branch's.</summary>
    public static bool IsWellFormed(string name) =>
        name.Length > 0 && name != "@"
        && !name.AsSpan().ContainsAny(Forbidden) && !name.Any(char.IsControl)
        && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("@{", StringComparison.Ordinal)
        && !name.EndsWith('.')
        && name.Split('/').All(part => part.Length > 0 && !part.StartsWith('.') && !part.EndsWith(".lock", StringComparison.Ordinal));
}
