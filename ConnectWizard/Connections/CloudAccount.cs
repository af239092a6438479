namespace ConnectWizard.Connections;

/// <summary>An account that signed in with Microsoft Entra, as one browser's. It carries no token: those stay in the store.</summary>
public sealed record CloudAccount
{
    public required AccountId Id { get; init; }

    public required WorkspaceId Workspace { get; init; }

    /// <summary>The browser that signed in: no other is told of it.</summary>
    public required OwnerId Owner { get; init; }

    /// <summary>The id in its Azure DevOps profile: what its organizations are asked for by.</summary>
    public required string ProfileId { get; init; }

    /// <summary>The name that Azure DevOps shows for it.</summary>
    public required string Name { get; init; }

    /// <summary>What it signs in with: mostly an e-mail address.</summary>
    public required string Login { get; init; }

    /// <summary>The tenant that its tokens are for, as id or domain; null where nothing told it. One token is one tenant's.</summary>
    public string? Tenant { get; init; }

    /// <summary>Its tokens were refused for good: it has to sign in again.</summary>
    public bool NeedsSignIn { get; init; }

    public required DateTimeOffset SignedInAt { get; init; }
}

/// <summary>The name of a signed-in account in our records.</summary>
public readonly record struct AccountId(Guid Value)
{
    public static AccountId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

/// <summary>What signing out took away.</summary>
/// <param name="Login">The account.</param>
/// <param name="Connections">The names of connections that lived on it and need a sign-in now.</param>
public sealed record SignOutReceipt(string Login, IReadOnlyList<string> Connections);
