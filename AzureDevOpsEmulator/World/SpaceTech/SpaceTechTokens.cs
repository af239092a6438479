using System.Security.Cryptography;
using System.Text;

namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>
/// The tokens of SpaceTech's people: one for each thing that can be the matter with a token. Their values are derived from
/// a seed, which each data folder has its own of.
/// </summary>
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

    /// <summary>52 lower-case base32 characters, as the tokens of a server look.</summary>
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
