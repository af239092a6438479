namespace AzureDevOpsEmulator.Entra;

/// <summary>Tokens for an application itself: of one tenant, for all permissions that it was given there.</summary>
internal sealed class ClientCredentialsGrant(TokenIssuer issuer)
{
    public object Redeem(TokenForm form, ClientApplication client, EntraAuthority authority)
    {
        var tenant = authority.Tenant ?? throw EntraErrors.NoTenant().AsException();
        var text = form.Required("scope");
        var scopes = ScopeRequest.Parse(text, client, tenant.Name);
        if (scopes.Permissions is not [EntraResources.Default] || scopes.OpenId.Count > 0)
            throw EntraErrors.NotDefaultScope(text).AsException();

        var (access, seconds) = issuer.IssueAccess(new Grant(Guid.NewGuid(), ServicePrincipals.NameOf(client), tenant.Id, client.Id), scopes);
        return new { token_type = "Bearer", expires_in = seconds, ext_expires_in = seconds, access_token = access };
    }
}
