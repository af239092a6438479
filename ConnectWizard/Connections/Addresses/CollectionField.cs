namespace ConnectWizard.Connections.Addresses;

/// <summary>The collection field as typed: a name, or a virtual directory and a name.</summary>
/// <param name="Directories">The parts before the name; mostly none.</param>
/// <param name="Name">Null when the field is empty.</param>
/// <param name="IsAddress">A whole address was typed.</param>
internal sealed record CollectionField(IReadOnlyList<string> Directories, string? Name, bool IsAddress)
{
    public static CollectionField Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new CollectionField([], null, false);

        if (text.Contains("://", StringComparison.Ordinal))
            return new CollectionField([], null, true);

        string[] parts = text.Length > AddressParser.MaximumLength ? [text] : [.. AddressTokens.Cut(AddressTokens.Clean(text))];
        return parts is [.. var directories, var name]
            ? new CollectionField(directories, name, false)
            : new CollectionField([], null, false);
    }

    /// <summary>Judges the field.</summary>
    /// <param name="fromUrl">The collection that the URL names, for an empty field.</param>
    public Problem? Check(string? fromUrl = null) =>
        IsAddress
            ? new Problem(ProblemCode.CollectionUnusable).With(ProblemText.Variant, "address")
            : CollectionNames.Check(Name ?? fromUrl ?? "");

    /// <summary>Puts the field and the URL together.</summary>
    public Result<UnderstoodTarget> Combine(UnderstoodAddress url)
    {
        if (Check(url.Collection) is { } problem)
            return problem;

        var name = Name ?? url.Collection!;
        var address = url.Address with { VirtualDirectory = DirectoryFor(url.Address) };
        return new UnderstoodTarget(new ServerTarget(address, name), [.. url.Notes, .. Notes(name, address)]);
    }

    /// <summary>A virtual directory that both fields name is meant once.</summary>
    private string DirectoryFor(ServerAddress address)
    {
        var typed = string.Concat(Directories.Select(part => "/" + part));
        var known = address.VirtualDirectory;
        return known.EndsWith(typed, StringComparison.OrdinalIgnoreCase) ? known : known + typed;
    }

    private IEnumerable<InputNote> Notes(string name, ServerAddress address)
    {
        if (Directories.Count > 0)
        {
            yield return InputNote.Of(
                InputNoteCode.VirtualDirectoryFromCollection, ("directory", address.VirtualDirectory), ("collection", name));
        }

        if (CollectionNames.FindUnusual(name) is { } unusual)
            yield return InputNote.Of(InputNoteCode.CollectionUnusual, ("character", unusual.ToString()), ("collection", name));
    }
}
