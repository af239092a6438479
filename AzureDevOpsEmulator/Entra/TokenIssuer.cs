namespace AzureDevOpsEmulator.Entra;

/// <summary>Issues, finds and revokes tokens. Access tokens are random texts of realistic size.</summary>
internal sealed class TokenIssuer(EntraStore store, IdTokens idTokens, CloudSwitches switches, TimeProvider time)
{
    /// <param name="granted">What the person has consented to: the refresh token is valid for all of it.</param>
    /// <param name="requested">The scopes of the access token.</param>
    /// <param name="root">The address of the authorization server as the client knows it.</param>
    public object Issue(Grant grant, ClientApplication client, ScopeRequest granted, ScopeRequest requested, string? nonce, string root)
    {
        var (access, seconds) = IssueAccess(grant, requested);
        var refresh = OpaqueToken.Create("1.", 900);
        if (granted.WantsRefreshToken)
        {
            var now = time.GetUtcNow();
            store.Change(records => records.RefreshTokens.Add(new RefreshTokenRecord(OpaqueToken.Hash(refresh), grant, granted.ToString(), nonce, now, now)));
        }

        return new
        {
            token_type = "Bearer",
            scope = requested.Granted,
            expires_in = seconds,
            ext_expires_in = seconds,
            access_token = access,
            refresh_token = granted.WantsRefreshToken ? refresh : null,
            id_token = granted.WantsIdToken ? idTokens.Create(grant, client, granted, nonce, root) : null,
        };
    }

    /// <summary>An access token alone, as applications get it, and how many seconds it lasts.</summary>
    public (string Access, int Seconds) IssueAccess(Grant grant, ScopeRequest requested)
    {
        var lifetime = switches.Settings.AccessTokenLifetime ?? TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(60 * 60, 90 * 60));
        var access = OpaqueToken.Create("eyJ0eXAi.", 1500);
        var record = new AccessTokenRecord(OpaqueToken.Hash(access), grant, requested.ToString(), time.GetUtcNow() + lifetime);
        store.Change(records => records.AccessTokens.Add(record));
        return (access, (int)Math.Ceiling(lifetime.TotalSeconds));
    }

    /// <summary>Null for an unknown, expired or revoked token.</summary>
    public EntraAccess? Find(string value)
    {
        var hash = OpaqueToken.Hash(value);
        var token = store.Read(records => records.AccessTokens.Find(known => known.Hash == hash));
        if (token is null || token.IsRevoked || token.Expires <= time.GetUtcNow())
            return null;

        var client = CloudClients.Find(token.Grant.Client.ToString());
        var person = CloudPeople.Find(token.Grant.Person) ?? ServicePrincipals.Find(token.Grant.Person);
        var tenant = Tenants.Find(token.Grant.Tenant);
        return client is null || person is null || tenant is null
            ? null
            : new EntraAccess(person, tenant, client, ScopeRequest.Parse(token.Scope, client, tenant.Name));
    }

    /// <summary>Revokes all tokens of a sign-in.</summary>
    public void Revoke(Guid grant) => store.Change(records =>
    {
        RevokeRefreshTokens(records, known => known.Id == grant);
        for (var index = 0; index < records.AccessTokens.Count; index++)
        {
            if (records.AccessTokens[index].Grant.Id == grant)
                records.AccessTokens[index] = records.AccessTokens[index] with { IsRevoked = true };
        }
    });

    /// <summary>As when an administrator revokes a person's sessions: access tokens stay valid until they expire.</summary>
    public void RevokeRefreshTokens(CloudPerson person) =>
        store.Change(records => RevokeRefreshTokens(records, grant => grant.Person == person.Name));

    private static void RevokeRefreshTokens(EntraRecords records, Func<Grant, bool> isMeant)
    {
        for (var index = 0; index < records.RefreshTokens.Count; index++)
        {
            if (isMeant(records.RefreshTokens[index].Grant))
                records.RefreshTokens[index] = records.RefreshTokens[index] with { IsRevoked = true };
        }
    }
}

internal sealed record EntraAccess(CloudPerson Person, Tenant Tenant, ClientApplication Client, ScopeRequest Scopes);
