namespace ConnectWizard.Connections.Addresses;

/// <summary>A server's URL as it was understood.</summary>
/// <param name="Address">Scheme, host, port and virtual directory.</param>
/// <param name="Collection">The collection where the path named one; null otherwise.</param>
/// <param name="Notes">How it was read, where that is not plain.</param>
public sealed record UnderstoodAddress(ServerAddress Address, string? Collection, IReadOnlyList<InputNote> Notes)
{
    /// <summary>The address as people write it: a name with letters beyond ASCII keeps them, blanks in the virtual directory are
    /// encoded.</summary>
    public string Shown => AddressParser.Show(Address);
}

/// <summary>URL and collection of the form as they were understood together.</summary>
/// <param name="Target">What will be checked and connected to.</param>
/// <param name="Notes">How they were read, where that is not plain.</param>
public sealed record UnderstoodTarget(ServerTarget Target, IReadOnlyList<InputNote> Notes);
