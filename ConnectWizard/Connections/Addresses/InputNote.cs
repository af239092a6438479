using ConnectWizard.Components;

namespace ConnectWizard.Connections.Addresses;

/// <summary>How something that was typed was read, where that is not plain. A note is no fault.</summary>
public enum InputNoteCode
{
    /// <summary>No scheme was typed.</summary>
    SchemeAssumed,

    /// <summary>A user name or password in the address was dropped. It has no values: what was dropped is not repeated.</summary>
    UserDropped,

    /// <summary>An SSH address: its host is kept, its port says nothing about HTTPS.</summary>
    SshRead,

    /// <summary><c>2130706433</c>, <c>0x7f.1</c>: the address that it means.</summary>
    NumericAddress,

    /// <summary>A name with letters beyond ASCII, and how DNS knows it.</summary>
    InternationalName,

    /// <summary>A path that is read as virtual directory.</summary>
    VirtualDirectory,

    /// <summary>The collection field held a path.</summary>
    VirtualDirectoryFromCollection,

    /// <summary>The address named the collection, and the field was empty.</summary>
    CollectionFromAddress,

    /// <summary>The address ended in the collection that the field names.</summary>
    CollectionCut,

    /// <summary>The address names one collection, the field another: the field counts.</summary>
    CollectionDiffers,

    /// <summary>A character that Azure DevOps' pages do not allow in a collection's name; its API did at times.</summary>
    CollectionUnusual,

    /// <summary>The rest of a browser's or clone address.</summary>
    PathCut,

    /// <summary>What stood behind <c>?</c> or <c>#</c>; not repeated, for it may hold a secret.</summary>
    QueryCut,

    /// <summary>The address was inside a link of a mail gateway, a sign-in page or an editor.</summary>
    Unwrapped,

    /// <summary>Blanks, line ends or quotes around a token.</summary>
    TokenTrimmed,

    /// <summary>The token was in the form that tools want: behind a user name, or in base64.</summary>
    TokenUnwrapped,
}

/// <summary>A note and the values it speaks about.</summary>
/// <param name="Code">Which note.</param>
/// <param name="Values">Named values for its words; never a secret.</param>
public sealed record InputNote(InputNoteCode Code, IReadOnlyDictionary<string, string> Values)
{
    private const int MaxLength = 120;
    private static readonly TextResource Words = new("ConnectWizard.Connections.Addresses.InputNotes");

    /// <summary>The note as a sentence, in the language of the current thread.</summary>
    public string Text => Words.Fill(Code.ToString(), Values.GetValueOrDefault) ?? Code.ToString();

    internal static InputNote Of(InputNoteCode code, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            named[name] = DisplayText.Clip(value, MaxLength);

        return new InputNote(code, named);
    }

    /// <summary>What is worth saying about an address, however it came to be known.</summary>
    internal static IEnumerable<InputNote> ForAddress(ServerAddress address)
    {
        if (address.DisplayHost != address.Host)
            yield return International(address.Host);

        if (address.VirtualDirectory.Length > 0)
            yield return Of(InputNoteCode.VirtualDirectory, ("directory", address.VirtualDirectory));
    }

    /// <summary>What is worth saying about how an address was parsed.</summary>
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

        if (path.Rest.Count > 0)
            yield return Of(InputNoteCode.PathCut, ("path", "/" + string.Join('/', path.Rest)));

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
