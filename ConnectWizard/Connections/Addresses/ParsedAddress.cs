namespace ConnectWizard.Connections.Addresses;

/// <summary>What <see cref="AddressParser"/> makes of a text: a <see cref="ParsedServer"/>, <see cref="ParsedServices"/>, <see cref="ParsedForeign"/> or <see cref="ParsedNothing"/>.</summary>
/// <param name="Notes">How it was read, where that is not plain. No note repeats a secret.</param>
public abstract record ParsedAddress(IReadOnlyList<InputNote> Notes);

/// <summary>An address of an Azure DevOps Server.</summary>
/// <param name="Address">Scheme, host, port and virtual directory.</param>
/// <param name="Collection">Null where the address names none, as with project and repository.</param>
public sealed record ParsedServer(
    ServerAddress Address, string? Collection, string? Project, string? Repository, IReadOnlyList<InputNote> Notes) : ParsedAddress(Notes)
{
    /// <summary>For the URL field.</summary>
    public string FieldUrl => IsRepeated ? (Address with { VirtualDirectory = "" }).DisplayUrl : Address.DisplayUrl;

    /// <summary>For the collection field.</summary>
    public string? FieldCollection => IsRepeated ? $"{Address.VirtualDirectory[1..]}/{Collection}" : Collection;

    /// <summary>The virtual directory has the collection's name: the URL field would take one for the other.</summary>
    private bool IsRepeated =>
        Collection is { Length: > 0 } name && Address.VirtualDirectory.Split('/').Any(part => UrlFamilies.Same(UrlFamilies.ToName(part), name));
}

/// <summary>An address of Azure DevOps Services.</summary>
/// <param name="Organization">Null where the address names none, as with project and repository.</param>
public sealed record ParsedServices(
    string? Organization, string? Project, string? Repository, IReadOnlyList<InputNote> Notes) : ParsedAddress(Notes);

/// <summary>An address of something else.</summary>
/// <param name="Name">Another Git provider, or a host that only forwards to another address.</param>
public sealed record ParsedForeign(string Name, bool IsForwarder) : ParsedAddress([]);

/// <summary>No address was found.</summary>
public sealed record ParsedNothing() : ParsedAddress([]);

/// <summary>Server URL and collection as they are understood together.</summary>
/// <param name="Target">What is checked and connected to; null when there is a problem.</param>
/// <param name="UrlProblem">A problem of <see cref="AddressParser.ParseServerUrl"/>.</param>
/// <param name="CollectionProblem">A problem of <see cref="CollectionName.Check"/>.</param>
/// <param name="Notes">How they were read, where that is not plain.</param>
public sealed record ParsedTarget(ServerTarget? Target, Problem? UrlProblem, Problem? CollectionProblem, IReadOnlyList<InputNote> Notes)
{
    /// <summary>Parses both fields; <c>tfs/DefaultCollection</c> in the collection field is virtual directory and collection.</summary>
    public static ParsedTarget Parse(string? url, string? collection)
    {
        var name = CollectionName.Parse(collection);
        var parsed = AddressParser.ParseServerUrl(url, name.Name);
        var problem = name.Check(parsed.Value?.Collection);
        if (!parsed.Succeeded || problem is not null)
            return new ParsedTarget(null, parsed.Problem, problem, parsed.Value?.Notes ?? []);

        var (target, notes) = name.Combine(parsed.Value);
        return new ParsedTarget(target, null, null, [.. parsed.Value.Notes, .. notes]);
    }

    /// <summary>What the fields mean once a pasted address has filled them.</summary>
    public static ParsedTarget Of(ParsedServer pasted, string collection)
    {
        var name = new CollectionName([], collection, IsAddress: false);
        var notes = InputNote.ForAddress(pasted.Address);
        return name.Check() is { } problem
            ? new ParsedTarget(null, null, problem, [.. notes])
            : new ParsedTarget(new ServerTarget(pasted.Address, collection), null, null, [.. notes, .. name.Notes(pasted.Address)]);
    }
}
