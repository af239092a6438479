namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>One token for each kind of problem. Values are derived from the data folder's seed.</summary>
internal static class SpaceTechTokens
{
    public static IReadOnlyList<AccessToken> Create(byte[] seed)
    {
        string[] codeAndProject = ["vso.code", "vso.project"];
        return
        [
            Token("full", People.CollectionAdministrator, ["app_token"], "a collection administrator's, with full access"),
            Token("reader", People.Reader, codeAndProject, "reads every project; may not create webhooks"),
            Token("project-admin", People.ProjectAdministrator, codeAndProject,
                "may create webhooks in " + string.Join(", ", People.AdministeredProjects)),
            Token("contractor", People.Contractor, codeAndProject, "sees two projects only"),
            Token("project-admin-no-hooks", People.ProjectAdministrator, ["vso.project"],
                "of the person of project-admin, without a scope that opens webhooks"),
            Token("developer", People.Developer, ["vso.code_write", "vso.project"], "pushes everywhere; no right to webhooks"),
            Token("hook-viewer", People.Auditor, codeAndProject, "may view webhooks everywhere, and not edit them"),
            Token("hook-editor", People.HookEditor, codeAndProject, "may view and edit webhooks everywhere, and not delete them"),
            Token("no-projects", People.Newcomer, codeAndProject, "valid, of a person who sees no project"),
            Token("code-only", People.Reader, ["vso.code"], "lacks the scope for projects"),
            Token("project-only", People.Reader, ["vso.project"], "lacks the scope for code"),
            Token("build", People.BuildService, ["vso.build_execute", "vso.code"], "a build service's, for builds and code"),
            Token("expired", People.Reader, codeAndProject, "expired", TokenState.Expired),
            Token("revoked", People.Reader, codeAndProject, "revoked: no server knows it", TokenState.Revoked),
        ];

        AccessToken Token(string name, Person owner, string[] scopes, string description, TokenState state = TokenState.Valid) =>
            new(name, ValueOf(seed, name), owner, scopes, state, description);
    }

    /// <summary>52 lower-case base32 characters, as a server's tokens.</summary>
    private static string ValueOf(byte[] seed, string name)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        var hash = HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes("token/" + name));
        var value = new StringBuilder(52);
        for (var bit = 0; bit < hash.Length * 8; bit += 5)
        {
            var pair = (hash[bit / 8] << 8) | (bit / 8 + 1 < hash.Length ? hash[bit / 8 + 1] : 0);
            value.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }

        return value.ToString();
    }
}

/// <summary>Personal access tokens for Azure DevOps Services, derived from the data folder's seed.</summary>
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

    /// <summary>84 characters with the marker of the cloud's tokens.</summary>
    private static string ValueOf(byte[] seed, string name)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var bytes = HMACSHA512.HashData(seed, Encoding.UTF8.GetBytes("token/" + name))
            .Concat(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes("token-end/" + name)));
        var text = string.Concat(bytes.Take(80).Select(part => Alphabet[part % Alphabet.Length]));
        return $"{text[..76]}AZDO{text[76..]}";
    }
}
