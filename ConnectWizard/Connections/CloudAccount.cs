namespace ConnectWizard.Connections;

/// <summary>An account of Microsoft Entra, visible to one browser: a person who signed in, or an application. It carries no token.</summary>
public sealed record CloudAccount
{
    public required AccountId Id { get; init; }
    public required WorkspaceId Workspace { get; init; }
    public required OwnerId Owner { get; init; }

    /// <summary>From its Azure DevOps profile; its organizations are requested by it.</summary>
    public required string ProfileId { get; init; }

    public required string Name { get; init; }
    public required string Login { get; init; }

    /// <summary>The tenant of its tokens, as id or domain; null where unknown.</summary>
    public string? Tenant { get; init; }

    /// <summary>How an application proves itself; null for a person.</summary>
    public IdentityKind? Identity { get; init; }

    public bool IsApplication => Identity is not null;

    public bool NeedsSignIn { get; init; }
    public required DateTimeOffset SignedInAt { get; init; }
}

public readonly record struct AccountId(Guid Value)
{
    public static AccountId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

/// <summary>How an application identity proves itself to Microsoft Entra. Only the installation's administrator offers the last two.</summary>
public enum IdentityKind
{
    /// <summary>A service principal with a client secret.</summary>
    Secret,

    /// <summary>A service principal with a certificate.</summary>
    Certificate,

    /// <summary>A service principal that trusts another issuer, whose token is in a file.</summary>
    Federated,

    /// <summary>The managed identity of the machine.</summary>
    ManagedIdentity,
}

/// <param name="Connections">The names of connections that need a sign-in now.</param>
public sealed record SignOutReceipt(string Login, IReadOnlyList<string> Connections);

public static class OrganizationTenants
{
    /// <returns>
    /// <see cref="ProblemCode.OrganizationOtherTenant"/>, with the variant <c>personal</c> for one without tenant; null where a tenant is
    /// unknown.
    /// </returns>
    public static Problem? FindForeign(CloudAccount account, OrganizationTenant organization, string name)
    {
        var problem = new Problem(ProblemCode.OrganizationOtherTenant).With("organization", name).With("collection", name).With("login", account.Login);
        if (organization.TenantId is not { } tenant)
            return problem.With(ProblemText.Variant, "personal");
        return Guid.TryParse(tenant, out var theirs) && Guid.TryParse(account.Tenant, out var ours) && ours != theirs
            ? (account.IsApplication ? problem.With(ProblemText.Variant, "application") : problem).With("tenant", tenant)
            : null;
    }
}
