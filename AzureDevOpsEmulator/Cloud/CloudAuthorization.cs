namespace AzureDevOpsEmulator.Cloud;

/// <summary>Authorizes requests to the cloud. Refusals have the forms that were recorded from the service.</summary>
internal sealed class CloudAuthorization(TokenStore personal, TokenIssuer issued, CloudSwitches switches)
{
    /// <returns>Null when the request was refused and answered.</returns>
    public async Task<AccessToken?> AuthorizeAsync(HttpContext context, Organization? organization)
    {
        var caller = CloudCaller.Read(context.Request, personal, issued);
        if (FindRefusal(caller, organization) is not { } refuse)
            return caller.Entra is { } access && organization is not null && access.Tenant != organization.Tenant ? SeesNothing(caller.Token!) : caller.Token;

        await refuse(context);
        return null;
    }

    private RequestDelegate? FindRefusal(CloudCaller caller, Organization? organization) => caller switch
    {
        { Kind: CredentialKind.None or CredentialKind.Other } => context => CloudChallenge.AnonymousAsync(context, organization),
        { Token: null or { State: TokenState.Revoked } } => Unknown(organization),
        { Token.State: TokenState.Expired } => Challenge.TokenExpiredAsync,
        { Entra: { } access } => FindAccessTokenRefusal(caller.Kind, access, organization),
        { Token: var token } => organization is null ? null : FindPersonalTokenRefusal(token, organization),
    };

    private RequestDelegate? FindAccessTokenRefusal(CredentialKind kind, EntraAccess access, Organization? organization)
    {
        if (switches.IsUnderConditionalAccess(access.Person))
            return CloudChallenge.ConditionalAccessAsync;
        if (organization is null)
            return null;
        if (organization.Tenant != access.Tenant && !organization.IsEmptyElsewhere)
            return Unknown(organization);
        if (switches.StateOf(organization) == OrganizationState.OAuthBlocked)
            return kind == CredentialKind.Basic ? Challenge.InsufficientScopeAsync : Unknown(organization);

        if (organization.HasMember(access.Person.SignInName))
            return null;
        return access.Person.IsApplication ? context => CloudChallenge.NotAddedAsync(context, access) : NotAMember(access.Person.In(access.Tenant), organization);
    }

    private static AccessToken SeesNothing(AccessToken token) => token with { Owner = token.Owner with { CanView = ProjectAccess.None } };

    private RequestDelegate? FindPersonalTokenRefusal(AccessToken token, Organization organization)
    {
        if (token.Organization is { } only && !only.Equals(organization.Name, StringComparison.OrdinalIgnoreCase))
            return Unknown(organization);
        if (token.Realm == TokenRealm.AllOrganizations && !switches.Settings.AcceptsGlobalTokens)
            return Unknown(organization);
        if (!organization.HasMember(token.Owner.Account))
            return NotAMember(token.Owner, organization);

        return token.Realm == TokenRealm.AllOrganizations && switches.StateOf(organization) == OrganizationState.OAuthBlocked
            ? CloudChallenge.GlobalTokenAsync
            : null;
    }

    private static RequestDelegate Unknown(Organization? organization) => context => CloudChallenge.UnknownAsync(context, organization);

    private static RequestDelegate NotAMember(Person person, Organization organization) =>
        context => CloudChallenge.NotAMemberAsync(context, person.IdentityIn(organization.Collection.Id));
}

/// <summary>The caller of a cloud service.</summary>
/// <param name="Token">A known personal access token, or the access that an Entra token grants; otherwise null.</param>
/// <param name="Entra">Set for an access token of Entra.</param>
internal sealed record CloudCaller(CredentialKind Kind, AccessToken? Token, EntraAccess? Entra)
{
    /// <summary>Access tokens are also accepted as passwords, because some clients send them so.</summary>
    public static CloudCaller Read(HttpRequest request, TokenStore personal, TokenIssuer issued)
    {
        var credential = RequestCredential.Read(request, personal);
        if (credential is { Kind: CredentialKind.Basic, Token: { Realm: not TokenRealm.Servers } known })
            return new CloudCaller(credential.Kind, known, null);

        var access = credential.Secret is { Length: > 0 } secret ? issued.Find(secret) : null;
        return access is { Scopes.Resource: EntraResources.AzureDevOps }
            ? new CloudCaller(credential.Kind, FromEntra(access), access)
            : new CloudCaller(credential.Kind, null, null);
    }

    private static AccessToken FromEntra(EntraAccess access) => new(
        "entra-" + access.Person.Name, "", access.Person.In(access.Tenant), access.Person.IsApplication ? [Scopes.FullAccess] : access.Scopes.ForApi(access.Client), TokenState.Valid, "")
    {
        Realm = TokenRealm.AllOrganizations,
    };
}
