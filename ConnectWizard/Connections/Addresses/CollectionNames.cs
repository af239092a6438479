using System.Buffers;

namespace ConnectWizard.Connections.Addresses;

/// <summary>
/// What a collection may be called, after Microsoft's page on naming restrictions. Its API has made names that its pages forbid, so only
/// what the web server under Azure DevOps refuses in a path anyway is refused here; the rest of the forbidden characters is worth a note.
/// </summary>
public static class CollectionNames
{
    /// <summary>In characters.</summary>
    public const int MaximumLength = 64;

    private static readonly SearchValues<char> Impossible = SearchValues.Create("/\\:*?\"<>|%&");
    private static readonly SearchValues<char> Unusual = SearchValues.Create("~;@'#$}{,+=[]");

    /// <param name="name">The decoded name, without blanks around it.</param>
    /// <returns>
    /// Null when it can be a name; <see cref="ProblemCode.CollectionMissing"/>, or <see cref="ProblemCode.CollectionUnusable"/> with the
    /// variants <c>long</c>,
    /// <c>character</c>, <c>control</c>, <c>token</c>, <c>underscore</c> and <c>dot</c>.
    /// </returns>
    public static Problem? Check(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return new Problem(ProblemCode.CollectionMissing);

        if (TokenText.LooksLikeOne(name))
            return new Problem(ProblemCode.CollectionUnusable).With(ProblemText.Variant, "token");

        if (name.Length > MaximumLength)
            return Unusable("long", string.Concat(name.AsSpan(0, 20), "…"));

        if (name.Any(char.IsControl))
            return new Problem(ProblemCode.CollectionUnusable).With(ProblemText.Variant, "control");

        var wrong = name.AsSpan().IndexOfAny(Impossible);
        if (wrong >= 0)
            return Unusable("character", name).With("character", name[wrong].ToString());

        return name[0] == '_' ? Unusable("underscore", name) : name[0] == '.' || name[^1] == '.' ? Unusable("dot", name) : null;
    }

    /// <summary>The first character that Azure DevOps' own pages would not take.</summary>
    public static char? FindUnusual(string name)
    {
        var index = name.AsSpan().IndexOfAny(Unusual);
        return index < 0 ? null : name[index];
    }

    private static Problem Unusable(string variant, string name) =>
        new Problem(ProblemCode.CollectionUnusable).With(ProblemText.Variant, variant).With("collection", name);
}
