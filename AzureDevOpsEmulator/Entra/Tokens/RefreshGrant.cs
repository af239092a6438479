using AzureDevOpsEmulator.Entra.Storage;
using AzureDevOpsEmulator.World.Cloud;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Entra.Tokens;

/// <summary>A refresh token for new tokens, a new refresh token among them.</summary>
internal sealed class RefreshGrant(EntraStore store, TokenIssuer issuer, CloudSwitches switches, TimeProvider time)
{
    private static readonly TimeSpan Inactivity = TimeSpan.FromDays(90);

    public Dictionary<string, object> Redeem(TokenForm form, ClientApplication client, EntraAuthority authority, string root)
    {
        var hash = SecretText.Hash(form.Required("refresh_token"));
        var token = store.Read(records => records.RefreshTokens.Find(known => known.Hash == hash))
            ?? throw EntraErrors.GrantMalformed().AsException();
        Check(token, client, authority);
        var granted = ScopeRequest.Parse(token.Scope, client, token.Grant.Tenant.ToString());
        var asked = form["scope"] is { } text ? ScopeRequest.Parse(text, client, "") : granted;
        if (!asked.IsWithin(granted, client))
            throw EntraErrors.ConsentMissing(client).AsGrant().AsException();
        if (!store.Change(records => Spend(records, hash)))
            throw EntraErrors.RefreshTokenSpent().AsException();

        return issuer.Issue(token.Grant, client, granted, asked, token.Nonce, root);
    }

    private void Check(RefreshTokenRecord token, ClientApplication client, EntraAuthority authority)
    {
        if (token.Grant.Client != client.Id)
            throw EntraErrors.GrantForOtherClient().AsException();
        if (!authority.Serves(token.Grant.Tenant))
            throw EntraErrors.GrantForOtherTenant().AsException();
        if (token.IsRevoked)
            throw EntraErrors.RefreshTokenRevoked().AsException();
        if (time.GetUtcNow() - token.LastUsed > Inactivity)
            throw EntraErrors.RefreshTokenInactive(token.Issued).AsException();
        if (CloudPeople.Find(token.Grant.Person) is { } person && switches.IsUnderConditionalAccess(person))
            throw EntraErrors.ConditionalAccess().AsException();
    }

    /// <summary>False for one that was used before, when that is switched to matter.</summary>
    private bool Spend(EntraRecords records, string hash)
    {
        var index = records.RefreshTokens.FindIndex(token => token.Hash == hash);
        if (index < 0 || (records.RefreshTokens[index].IsSpent && switches.RotatesStrictly))
            return false;

        records.RefreshTokens[index] = records.RefreshTokens[index] with { IsSpent = true, LastUsed = time.GetUtcNow() };
        return true;
    }
}
