using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Entra.Tokens;
using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>Lets in who may come in, and refuses the others in the forms that were recorded from the service.</summary>
internal sealed class CloudGate(TokenDirectory personal, TokenIssuer issued, CloudSwitches switches)
{
    /// <returns>The token to go on with; null when the request has been answered with a refusal.</returns>
    public async Task<AccessToken?> EnterAsync(HttpContext context, Organization? organization)
    {
        var caller = CloudCaller.Read(context.Request, personal, issued);
        if (RefusalOf(caller, organization) is not { } refuse)
            return caller.Token;

        await refuse(context);
        return null;
    }

    private RequestDelegate? RefusalOf(CloudCaller caller, Organization? organization) => caller switch
    {
        { Kind: CredentialKind.None or CredentialKind.Other } => context => CloudChallenge.AnonymousAsync(context, organization),
        { Token: null or { State: TokenState.Revoked } } => Unknown(organization),
        { Token.State: TokenState.Expired } => context => Challenge.ExpiredAsync(context, context.RequestAborted),
        { Entra: { } access } => OfAccess(caller.Kind, access, organization),
        { Token: var token } => organization is null ? null : OfPersonalToken(token, organization),
    };

    private RequestDelegate? OfAccess(CredentialKind kind, EntraAccess access, Organization? organization)
    {
        if (switches.IsUnderConditionalAccess(access.Person))
            return CloudChallenge.ConditionalAccessAsync;
        if (organization is null)
            return null;
        if (organization.Tenant != access.Tenant)
            return Unknown(organization);
        if (switches.StateOf(organization) == OrganizationState.OAuthBlocked)
            return kind == CredentialKind.Basic ? Challenge.ScopeMissingAsync : Unknown(organization);

        return organization.HasMember(access.Person.SignInName) ? null : NotAMember(access.Person.In(access.Tenant), organization);
    }

    private RequestDelegate? OfPersonalToken(AccessToken token, Organization organization)
    {
        if (token.Organization is { } only && !only.Equals(organization.Name, StringComparison.OrdinalIgnoreCase))
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
