using ConnectWizard.Components;

namespace ConnectWizard.Connections.Addresses;

public enum InputNoteCode
{
    SchemeAssumed,

    /// <summary>Has no values: what was dropped is not repeated.</summary>
    UserDropped,

    /// <summary>Its host is kept; its port says nothing about HTTPS.</summary>
    SshRead,

    NumericAddress,
    InternationalName,
    VirtualDirectory,
    VirtualDirectoryFromCollection,
    CollectionFromAddress,
    CollectionCut,
    CollectionDiffers,

    /// <summary>A character that Azure DevOps' pages don't allow in a collection's name; its API sometimes did.</summary>
    CollectionUnusual,

    PathCut,

    /// <summary>Not repeated, for it may hold a secret.</summary>
    QueryCut,

    Unwrapped,
    TokenTrimmed,
    TokenUnwrapped,
}

public sealed record InputNote(InputNoteCode Code, IReadOnlyDictionary<string, string> Values)
{
    private const int MaxLength = 120;
    private static readonly TextResource Words = new("ConnectWizard.Connections.Addresses.InputNotes");

    public string Text => Words.Fill(Code.ToString(), Values.GetValueOrDefault) ?? Code.ToString();

    internal static InputNote Of(InputNoteCode code, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            named[name] = DisplayText.Clip(value, MaxLength);

        return new InputNote(code, named);
    }

    internal static IEnumerable<InputNote> ForAddress(ServerAddress address)
    {
        if (address.DisplayHost != address.Host)
            yield return International(address.Host);

        if (address.VirtualDirectory.Length > 0)
            yield return Of(InputNoteCode.VirtualDirectory, ("directory", address.VirtualDirectory));
    }

    internal static IEnumerable<InputNote> For(UrlParts parts, ParsedHost host, UrlPath path, ServerAddress address, string? collection)
    {
        if (parts.Scheme is null)
            yield return Of(InputNoteCode.SchemeAssumed, ("scheme", address.Scheme));

        if (parts.Scheme == "ssh")
            yield return Of(InputNoteCode.SshRead, ("address", address.DisplayUrl));

        if (parts.User is not null)
            yield return Of(InputNoteCode.UserDropped);

        if (host.Note is not null)
            yield return host.Note;

        if (address.VirtualDirectory.Length > 0)
            yield return Of(InputNoteCode.VirtualDirectory, ("directory", address.VirtualDirectory));

        if (path.Collection is not null)
            yield return ForCollection(path.Collection, collection);

        // What is behind such a character may be a secret: _password=…, token=….
        if (path.Rest.Count > 0)
            yield return Of(InputNoteCode.PathCut, ("path", ("/" + string.Join('/', path.Rest)).Split(':', '=')[0]));

        if (parts.HasQuery)
            yield return Of(InputNoteCode.QueryCut);
    }

    internal static InputNote International(string host) =>
        Of(InputNoteCode.InternationalName, ("name", ParsedHost.Display(host)), ("ascii", host));

    private static InputNote ForCollection(string found, string? field)
    {
        if (string.IsNullOrEmpty(field))
            return Of(InputNoteCode.CollectionFromAddress, ("collection", found));
        return UrlFamilies.Same(found, field)
            ? Of(InputNoteCode.CollectionCut, ("collection", found))
            : Of(InputNoteCode.CollectionDiffers, ("found", found), ("collection", field));
    }
}
