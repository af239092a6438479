namespace ConnectWizard.Connections.Addresses;

/// <summary>
/// What the paste box understood: a <see cref="PastedServer"/>, a <see cref="PastedServices"/>, or <see cref="PastedNothing"/>. It takes
/// addresses from a browser, clone and SSH addresses, a <c>git clone</c> line, in quotes or with lines around them. User parts, queries and
/// anything else that may hold a secret are dropped, with a note.
/// </summary>
public abstract record PastedAddress
{
    /// <summary>Longer texts are no address; in characters.</summary>
    public const int MaximumLength = 20_000;

    /// <summary>Reads a text; never throws.</summary>
    public static PastedAddress Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaximumLength)
            return new PastedNothing();

        return PastedText.FindAddresses(text).Select(ReadOne).FirstOrDefault(read => read is not null) ?? new PastedNothing();
    }

    private static PastedAddress? ReadOne(string address)
    {
        if (address.Length > AddressParser.MaximumLength)
            return null;

        var tokens = AddressTokens.Read(address);
        if (!LooksLikeAddress(tokens))
            return null;

        return ServicesAddress.Read(tokens) is { } services
            ? new PastedServices(services.Organization, services.Project, services.Repository, ServicesNotes(tokens))
            : ReadServer(tokens);
    }

    private static PastedServer? ReadServer(AddressTokens tokens)
    {
        var isSsh = tokens.Scheme == "ssh";
        var path = isSsh && tokens.Segments is ["v3", _, _, _, ..]
            ? PathReading.ReadNewSsh(tokens.Segments)
            : PathReading.Read(tokens.Segments, null, isPasted: true);
        if (isSsh && path.Repository is null)
        {
            // user@host:word may be anything, a password included; a clone address names its repository.
            return null;
        }

        var read = AddressParser.Understand(isSsh ? tokens with { Port = "" } : tokens, path, null);
        return read.Value is { } server
            ? new PastedServer(server.Address, path.Collection, path.Project, path.Repository, server.Notes)
            : null;
    }

    /// <summary>A word is no address, nor is <c>and/or</c>, <c>1.5</c> or somebody's mail address: without a scheme it takes more to be
    /// one.</summary>
    private static bool LooksLikeAddress(AddressTokens tokens) => tokens.Scheme switch
    {
        "https" or "http" or "ssh" => true,
        null when tokens.User is not null && tokens.Segments.Count == 0 => false,
        null => tokens.Host.Trim('.').Contains('.', StringComparison.Ordinal)
            ? HostText.Read(tokens.Host).Note?.Code != InputNoteCode.NumericAddress
            : tokens.Port.Length > 0 || tokens.Host is ['[', ..] || tokens.Segments.Any(IsTelling),
        _ => false,
    };

    private static bool IsTelling(string segment) =>
        PathMarkers.IsMarker(segment)
        || segment.Equals("tfs", StringComparison.OrdinalIgnoreCase)
        || segment.Equals("DefaultCollection", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<InputNote> ServicesNotes(AddressTokens tokens) =>
        tokens.User is null ? [] : [InputNote.Of(InputNoteCode.UserDropped)];
}

/// <summary>An address of an Azure DevOps Server.</summary>
/// <param name="Address">For the URL field: <see cref="AddressParser.Show"/> writes it.</param>
/// <param name="Collection">For its field; null where the address names none.</param>
/// <param name="Project">Shown as text, preferred later.</param>
/// <param name="Repository">Shown as text, preselected later.</param>
/// <param name="Notes">How it was read.</param>
public sealed record PastedServer(
    ServerAddress Address, string? Collection, string? Project, string? Repository, IReadOnlyList<InputNote> Notes) : PastedAddress;

/// <summary>An address of Azure DevOps Services, which is connected to by signing in.</summary>
public sealed record PastedServices(
    string? Organization, string? Project, string? Repository, IReadOnlyList<InputNote> Notes) : PastedAddress;

/// <summary>Nothing that could be read as an address.</summary>
public sealed record PastedNothing : PastedAddress;
