using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Entra;
using AzureDevOpsEmulator.Entra.Tokens;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>Who asks a service of the cloud.</summary>
/// <param name="Kind">How the credential was sent.</param>
/// <param name="Token">A personal access token that is known, or what an access token of Entra's opens; null for anything else.</param>
/// <param name="Entra">What was signed in to, when it is an access token of Entra's.</param>
internal sealed record CloudCaller(CredentialKind Kind, AccessToken? Token, EntraAccess? Entra)
{
    /// <summary>Access tokens are taken as passwords, too: some clients send them so.</summary>
    public static CloudCaller Read(HttpRequest request, TokenDirectory personal, TokenIssuer issued)
    {
        var credential = PresentedCredential.Read(request, personal);
        if (credential is { Kind: CredentialKind.Basic, Token: { Realm: not TokenRealm.Servers } known })
            return new CloudCaller(credential.Kind, known, null);

        var access = PresentedCredential.SecretOf(request) is { Length: > 0 } secret ? issued.Find(secret) : null;
        return access is { Scopes.Resource: EntraResources.AzureDevOps }
            ? new CloudCaller(credential.Kind, OfEntra(access), access)
            : new CloudCaller(credential.Kind, null, null);
    }

    private static AccessToken OfEntra(EntraAccess access) => new(
        "entra-" + access.Person.Name, "", access.Person.In(access.Tenant), access.Scopes.ForApi(access.Client), TokenState.Valid, "")
    {
        Realm = TokenRealm.AllOrganizations,
    };
}
