using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>Application identities as accounts of a browser: entered with what proves them, or picked from what the operator offers.</summary>
public interface IApplicationIdentities
{
    IReadOnlyList<OfferedIdentity> Offered { get; }

    /// <summary>The organizations that the operator offers an account's identity for; null where there is no such bound.</summary>
    IReadOnlyList<string>? FindOrganizations(CloudAccount account);

    /// <summary>Gets a token, and stores the identity with it. Without a token nothing is stored.</summary>
    Task<Result<AccountId>> AddAsync(Actor actor, ApplicationCredential credential, CancellationToken cancellationToken);

    /// <summary>The same for an identity that the operator offers.</summary>
    Task<Result<AccountId>> AddOfferedAsync(Actor actor, string name, CancellationToken cancellationToken);
}

/// <summary>An identity that the operator offers.</summary>
public sealed record OfferedIdentity(string Name, IdentityKind Kind, IReadOnlyList<string> Organizations);

/// <summary>A service principal as somebody enters it.</summary>
/// <param name="Kind">By secret or by certificate.</param>
/// <param name="Tenant">The id or a domain.</param>
/// <param name="ClientId">The application id.</param>
/// <param name="Proof">The client secret, or the certificate with its key as PEM.</param>
public sealed record ApplicationCredential(IdentityKind Kind, string Tenant, string ClientId, Secret Proof)
{
    /// <summary>Of a client secret, as its owner enters it; a certificate has its own.</summary>
    public CredentialExpiry? Expiry { get; init; }
}

internal sealed class ApplicationIdentities(
    ApplicationTokens tokens, TenantDiscovery tenants, OfferedIdentities offered, IAccountStore accounts, ChangeLog changes, ILogger<ApplicationIdentities> logger) : IApplicationIdentities
{
    public IReadOnlyList<OfferedIdentity> Offered => [.. offered.All.Select(entry => new OfferedIdentity(entry.Name, entry.ParsedKind!.Value, [.. entry.Organizations]))];

    public IReadOnlyList<string>? FindOrganizations(CloudAccount account) =>
        account.Identity is IdentityKind.Federated or IdentityKind.ManagedIdentity ? [.. offered.Find(account.Name)?.Organizations ?? []] : null;

    public Task<Result<AccountId>> AddAsync(Actor actor, ApplicationCredential credential, CancellationToken cancellationToken)
    {
        if (credential.Kind is not (IdentityKind.Secret or IdentityKind.Certificate))
            throw new ArgumentException("Only the operator sets up such an identity.", nameof(credential));
        var identity = new ApplicationIdentity(credential.Kind, credential.ClientId, credential.Tenant, credential.ClientId, credential.Proof);
        var expiry = credential.Kind == IdentityKind.Certificate ? ExpiryOf(identity) : credential.Expiry;
        return StoreAsync(actor, identity, expiry, $"application:{credential.ClientId}", cancellationToken);
    }

    public async Task<Result<AccountId>> AddOfferedAsync(Actor actor, string name, CancellationToken cancellationToken) => offered.Find(name) is { } entry
        ? await StoreAsync(actor, ApplicationIdentity.Of(entry), expiry: null, $"offered:{name}", cancellationToken)
        : new Problem(ProblemCode.IdentityNotOffered).With("name", name);

    private static CredentialExpiry ExpiryOf(ApplicationIdentity identity)
    {
        using var certificate = identity.LoadCertificate();
        return new CredentialExpiry(new DateTimeOffset(certificate.NotAfter.ToUniversalTime()), ExpirySource.Certificate);
    }

    private async Task<Result<AccountId>> StoreAsync(Actor actor, ApplicationIdentity identity, CredentialExpiry? expiry, string id, CancellationToken cancellationToken)
    {
        var grant = await tokens.AcquireAsync(identity, cancellationToken);
        if (!grant.Succeeded)
            return Fail(grant.Problem);
        string? tenant = null;
        if (identity.Tenant.Length > 0)
        {
            // Only now: an unknown domain is told by the refusal of its token.
            var found = await tenants.FindIdAsync(identity.Tenant, cancellationToken);
            if (!found.Succeeded)
                return Fail(found.Problem);
            tenant = found.Value;
        }

        var login = identity.ClientId.Length > 0 ? identity.ClientId : identity.Name;
        var person = new SignedInPerson(actor.Workspace, actor.Owner, new CloudProfile(id, identity.Name, login), login, tenant) { Identity = identity.Kind };
        var account = await accounts.SaveAsync(person, grant.Value with { Refresh = identity.ToSecret(), Expiry = expiry }, cancellationToken);
        SignInLog.SignedIn(logger, account.Value);
        await changes.RecordAsync(new AuditEvent(AuditAction.SignedIn, actor.Workspace) { By = actor, Account = identity.Name });
        return account;
    }

    private Problem Fail(Problem problem)
    {
        SignInLog.Failed(logger, problem);
        return problem;
    }
}
