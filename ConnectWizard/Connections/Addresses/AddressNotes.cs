namespace ConnectWizard.Connections.Addresses;

/// <summary>What is worth saying about how an address was read.</summary>
internal static class AddressNotes
{
    public static IEnumerable<InputNote> Of(
        AddressTokens tokens, HostText host, PathReading path, ServerAddress address, string? collection)
    {
        if (tokens.Scheme is null)
            yield return InputNote.Of(InputNoteCode.SchemeAssumed, ("scheme", address.Scheme));

        if (tokens.Scheme == "ssh")
            yield return InputNote.Of(InputNoteCode.SshRead, ("address", AddressParser.Show(address)));

        if (tokens.User is not null)
            yield return InputNote.Of(InputNoteCode.UserDropped);

        if (host.Note is not null)
            yield return host.Note;

        foreach (var note in OfPath(tokens, path, address, collection))
            yield return note;
    }

    private static IEnumerable<InputNote> OfPath(AddressTokens tokens, PathReading path, ServerAddress address, string? collection)
    {
        if (path.VirtualDirectory.Count > 0)
            yield return InputNote.Of(InputNoteCode.VirtualDirectory, ("directory", address.VirtualDirectory));

        if (path.Collection is not null && CollectionNote(path.Collection, collection) is { } note)
            yield return note;

        if (path.Rest.Count > 0)
            yield return InputNote.Of(InputNoteCode.PathCut, ("path", "/" + string.Join('/', path.Rest)));

        if (PathMarkers.HasGitSuffix(tokens.Segments))
            yield return InputNote.Of(InputNoteCode.GitSuffixDropped);

        if (tokens.HasQuery)
            yield return InputNote.Of(InputNoteCode.QueryCut);
    }

    private static InputNote CollectionNote(string found, string? field)
    {
        if (string.IsNullOrEmpty(field))
            return InputNote.Of(InputNoteCode.CollectionFromAddress, ("collection", found));

        return found.Equals(field, StringComparison.OrdinalIgnoreCase)
            ? InputNote.Of(InputNoteCode.CollectionCut, ("collection", found))
            : InputNote.Of(InputNoteCode.CollectionDiffers, ("found", found), ("collection", field));
    }
}
