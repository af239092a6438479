using AzureDevOpsEmulator.Entra.Storage;
using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.Entra.Tokens;

/// <summary>Gives out authorization codes: good once, for ten minutes.</summary>
internal sealed class CodeIssuer(EntraStore store, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public IReadOnlyList<KeyValuePair<string, string>> Issue(AuthorizeRequest request, ScopeRequest scopes, CloudPerson person, Tenant tenant)
    {
        var code = SecretText.New("1.", 420);
        var grant = new Grant(Guid.NewGuid(), person.Name, tenant.Id, request.Client.Id);
        store.Change(records => records.Codes.Add(new CodeRecord(
            SecretText.Hash(code), grant, scopes.ToString(), request.RedirectUri, request.Challenge, request.ChallengeMethod, request.Nonce,
            time.GetUtcNow() + Lifetime)));
        return [new("code", code), new("session_state", Guid.NewGuid().ToString())];
    }
}
