using System.Security.Cryptography;
using System.Text;

namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>Personal access tokens for Azure DevOps Services, derived from a data folder's seed like the servers' ones.</summary>
internal static class CloudTokens
{
    public static IReadOnlyList<AccessToken> Create(byte[] seed)
    {
        var (ada, bruno) = (CloudPeople.Ada.In(Tenants.SpaceTech), CloudPeople.Bruno.In(Tenants.SpaceTech));
        string[] codeAndProject = ["vso.code", "vso.project"];
        return
        [
            Token("services-full", ada, ["app_token"], "spacetech", "full access to the organization spacetech"),
            Token("services-global", ada, ["app_token"], null, "full access to all of a person's organizations"),
            Token("services-reader", bruno, codeAndProject, "spacetech", "reads the organization spacetech; may not create webhooks"),
            Token("services-code-only", ada, ["vso.code"], "spacetech", "lacks the scope for projects in the organization spacetech"),
            Token("services-guarded", bruno, codeAndProject, "spacetech-guarded", "good where a policy refuses OAuth: spacetech-guarded"),
            Token("services-expired", ada, codeAndProject, "spacetech", "expired") with { State = TokenState.Expired },
            Token("services-revoked", ada, codeAndProject, "spacetech", "revoked: no organization knows it") with { State = TokenState.Revoked },
        ];

        AccessToken Token(string name, Person owner, string[] scopes, string? organization, string description) =>
            new(name, ValueOf(seed, name), owner, scopes, TokenState.Valid, description)
            {
                Realm = organization is null ? TokenRealm.AllOrganizations : TokenRealm.OneOrganization,
                Organization = organization,
            };
    }

    /// <summary>84 characters with the marker that tokens of the cloud have near their end.</summary>
    private static string ValueOf(byte[] seed, string name)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var bytes = HMACSHA512.HashData(seed, Encoding.UTF8.GetBytes("token/" + name))
            .Concat(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes("token-end/" + name)));
        var text = string.Concat(bytes.Take(80).Select(part => Alphabet[part % Alphabet.Length]));
        return $"{text[..76]}AZDO{text[76..]}";
    }
}
