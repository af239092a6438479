namespace ConnectWizard.Connections.Addresses;

/// <summary>What <see cref="AddressParser"/> makes of a text: a <see cref="ParsedServer"/>, <see cref="ParsedServices"/>, <see cref="ParsedForeign"/> or <see cref="ParsedNothing"/>.</summary>
/// <param name="Notes">How it was understood, where that is not obvious. No note repeats a secret.</param>
public abstract record ParsedAddress(IReadOnlyList<InputNote> Notes)
{
    /// <summary>What else the text may mean: the other readings of an address whose parts alone say what they are, and the other addresses in it.</summary>
    public IReadOnlyList<ParsedAddress> Others { get; init; } = [];
}

public sealed record ParsedServer(
    ServerAddress Address, string? Collection, string? Project, string? Repository, IReadOnlyList<InputNote> Notes) : ParsedAddress(Notes)
{
    public string FieldUrl => IsRepeated ? (Address with { VirtualDirectory = "" }).DisplayUrl : Address.DisplayUrl;

    public string? FieldCollection => IsRepeated ? $"{Address.VirtualDirectory[1..]}/{Collection}" : Collection;

    /// <summary>The virtual directory has the collection's name: the URL field would take one for the other.</summary>
    private bool IsRepeated =>
        Collection is { Length: > 0 } name && Address.VirtualDirectory.Split('/').Any(part => UrlFamilies.Same(UrlFamilies.ToName(part), name));
}

public sealed record ParsedServices(
    string? Organization, string? Project, string? Repository, IReadOnlyList<InputNote> Notes) : ParsedAddress(Notes);

public sealed record ParsedForeign(string Name, bool IsForwarder) : ParsedAddress([]);

public sealed record ParsedNothing() : ParsedAddress([]);

public sealed record ParsedTarget(ServerTarget? Target, Problem? UrlProblem, Problem? CollectionProblem, IReadOnlyList<InputNote> Notes)
{
    /// <summary>The server, where nothing but the collection is missing.</summary>
    public ServerAddress? Address { get; init; }

    /// <summary><c>tfs/DefaultCollection</c> in the collection field is virtual directory and collection.</summary>
    public static ParsedTarget Parse(string? url, string? collection)
    {
        var name = CollectionName.Parse(collection);
        var parsed = AddressParser.ParseServerUrl(url, name.Name);
        var problem = name.Check(parsed.Value?.Collection);
        if (!parsed.Succeeded || problem is not null)
            return new ParsedTarget(null, parsed.Problem, problem, parsed.Value?.Notes ?? []) { Address = parsed.Value?.Address };
        var (target, notes) = name.Combine(parsed.Value);
        return new ParsedTarget(target, null, null, [.. parsed.Value.Notes, .. notes]);
    }

    public static ParsedTarget Of(ParsedServer pasted, string collection)
    {
        var name = new CollectionName([], collection, IsAddress: false);
        return name.Check() is { } problem
            ? new ParsedTarget(null, null, problem, [.. InputNote.ForAddress(pasted.Address)]) { Address = pasted.Address }
            : Of(new ServerTarget(pasted.Address, collection));
    }

    /// <summary>A target that is known. The address of Azure DevOps Services is the operator's and not a person's: nothing is said about it.</summary>
    public static ParsedTarget Of(ServerTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var name = new CollectionName([], target.Collection, IsAddress: false);
        return new ParsedTarget(target, null, null, target.Provider == ProviderKind.Services ? [] : [.. InputNote.ForAddress(target.Address), .. name.Notes(target.Address)]);
    }
}
