using System.Buffers;

namespace ConnectWizard.Connections.Addresses;

/// <summary>The collection field: a name, or a virtual directory and a name.</summary>
public sealed record CollectionName(IReadOnlyList<string> Directories, string? Name, bool IsAddress)
{
    public const int MaxLength = 64;

    // Microsoft's page on naming restrictions forbids both sets. The API made some such names, so only what the web server refuses in a path is refused here.
    private static readonly SearchValues<char> Refused = SearchValues.Create("/\\:*?\"<>|%&");
    private static readonly SearchValues<char> Unusual = SearchValues.Create("~;@'#$}{,+=[]");

    public static CollectionName Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new CollectionName([], null, false);
        if (text.Contains("://", StringComparison.Ordinal))
            return new CollectionName([], null, true);
        string[] parts = text.Length > AddressParser.MaxLength ? [text] : [.. UrlParts.SplitPath(UrlParts.Clean(text))];
        return parts is [.. var directories, var name] ? new CollectionName(directories, name, false) : new CollectionName([], null, false);
    }

    /// <returns><see cref="ProblemCode.CollectionMissing"/>, or <see cref="ProblemCode.CollectionUnusable"/> with the variants <c>address</c>,
    /// <c>long</c>, <c>character</c>, <c>control</c>, <c>token</c>, <c>underscore</c> and <c>dot</c>.</returns>
    public Problem? Check(string? fromUrl = null) => IsAddress ? Unusable("address") : CheckName(Name ?? fromUrl ?? "");

    /// <summary>A virtual directory that both fields name counts once.</summary>
    internal (ServerTarget Target, IEnumerable<InputNote> Notes) Combine(ParsedServer url)
    {
        var typed = string.Concat(Directories.Select(part => "/" + part));
        var known = url.Address.VirtualDirectory;
        var address = url.Address with { VirtualDirectory = known.EndsWith(typed, StringComparison.OrdinalIgnoreCase) ? known : known + typed };
        var target = new ServerTarget(address, Name ?? url.Collection!);
        return (target, (this with { Name = target.Collection }).Notes(address));
    }

    internal IEnumerable<InputNote> Notes(ServerAddress address)
    {
        if (Directories.Count > 0)
            yield return InputNote.Of(InputNoteCode.VirtualDirectoryFromCollection, ("directory", address.VirtualDirectory), ("collection", Name!));

        if (Name.AsSpan().IndexOfAny(Unusual) is >= 0 and var at)
            yield return InputNote.Of(InputNoteCode.CollectionUnusual, ("character", Name![at].ToString()), ("collection", Name));
    }

    private static Problem? CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return new Problem(ProblemCode.CollectionMissing);
        if (TokenText.LooksLikeToken(name))
            return Unusable("token");
        if (name.Length > MaxLength)
            return Unusable("long").With("collection", string.Concat(name.AsSpan(0, 20), "…"));
        if (name.Any(char.IsControl))
            return Unusable("control");
        if (name.AsSpan().IndexOfAny(Refused) is >= 0 and var at)
            return Unusable("character").With("collection", name).With("character", name[at].ToString());
        return name[0] == '_' ? Unusable("underscore").With("collection", name)
            : name[0] == '.' || name[^1] == '.' ? Unusable("dot").With("collection", name)
            : null;
    }

    private static Problem Unusable(string variant) => new Problem(ProblemCode.CollectionUnusable).With(ProblemText.Variant, variant);
}
