using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Repositories;

/// <summary>Accepts only names that Git could have made: a build system may make them part of a command.</summary>
public static class GitNames
{
    private const int MaxRefLength = 512;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ~^:?*[\\\u007F");

    /// <summary>A full name below <c>refs/</c>, as <c>git check-ref-format</c> has it.</summary>
    public static bool IsRef([NotNullWhen(true)] string? name) =>
        name is { Length: > 5 and <= MaxRefLength } && name.StartsWith("refs/", StringComparison.Ordinal)
        && !name.AsSpan().ContainsAny(Forbidden) && !name.Any(char.IsControl)
        && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("@{", StringComparison.Ordinal) && !name.EndsWith('.')
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal));

    /// <summary>A commit's id: 40 hexadecimal digits, or 64 with SHA-256.</summary>
    public static bool IsCommit([NotNullWhen(true)] string? id) =>
        id is { Length: 40 or 64 } && id.AsSpan().IndexOfAnyExcept(Hexadecimal) < 0;
}

public static class BranchName
{
    private const string Prefix = "refs/heads/";

    /// <summary>A name as people type it, without blanks around it and the prefix that tools show.</summary>
    public static string Clean(string text) => WithoutPrefix(text.Trim());

    public static bool IsWellFormed(string name) => name != "@" && GitNames.IsRef(Prefix + name);

    internal static string WithoutPrefix(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
}
