using System.Buffers.Text;

namespace AzureDevOpsEmulator.Entra;

/// <summary>Exchanges an authorization code. A replayed code revokes the tokens of its sign-in.</summary>
internal sealed class CodeGrant(EntraStore store, TokenIssuer issuer, TimeProvider time)
{
    public object Redeem(TokenForm form, ClientApplication client, EntraAuthority authority, string root)
    {
        var hash = OpaqueToken.Hash(form.Required("code"));
        var code = store.Read(records => records.Codes.Find(known => known.Hash == hash)) ?? throw EntraErrors.MalformedGrant().AsException();
        Check(code, form, client, authority);
        var granted = ScopeRequest.Parse(code.Scope, client, code.Grant.Tenant.ToString());
        var requested = granted.Narrow(form["scope"], client);
        if (!store.Change(records => TryMarkRedeemed(records, hash)))
        {
            issuer.Revoke(code.Grant.Id);
            throw EntraErrors.CodeRedeemed().AsException();
        }

        return issuer.Issue(code.Grant, client, granted, requested, code.Nonce, root);
    }

    private void Check(CodeRecord code, TokenForm form, ClientApplication client, EntraAuthority authority)
    {
        if (code.Grant.Client != client.Id)
            throw EntraErrors.GrantForOtherClient().AsException();
        if (!authority.Serves(code.Grant.Tenant))
            throw EntraErrors.GrantForOtherTenant().AsException();
        if (code.Expires < time.GetUtcNow())
            throw EntraErrors.CodeExpired().AsException();

        var redirect = form.Required("redirect_uri");
        if (redirect != code.RedirectUri)
            throw EntraErrors.RedirectChanged(redirect, code.RedirectUri).AsException();

        CheckVerifier(code, form["code_verifier"]);
    }

    /// <summary>A verifier without a challenge is refused: somebody may have removed the challenge.</summary>
    private static void CheckVerifier(CodeRecord code, string? verifier)
    {
        if (code.Challenge is null && verifier is null)
            return;
        if (verifier is null)
            throw EntraErrors.MissingVerifier().AsException();

        var made = code.ChallengeMethod == "S256" ? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier;
        if (made != code.Challenge)
            throw EntraErrors.VerifierMismatch().AsException();
    }

    private static bool TryMarkRedeemed(EntraRecords records, string hash)
    {
        var index = records.Codes.FindIndex(code => code.Hash == hash && !code.IsRedeemed);
        if (index < 0)
            return false;

        records.Codes[index] = records.Codes[index] with { IsRedeemed = true };
        return true;
    }
}

/// <summary>Exchanges a refresh token for new tokens, including a new refresh token.</summary>
internal sealed class RefreshGrant(EntraStore store, TokenIssuer issuer, CloudSwitches switches, TimeProvider time)
{
    private static readonly TimeSpan MaxInactivity = TimeSpan.FromDays(90);

    public object Redeem(TokenForm form, ClientApplication client, EntraAuthority authority, string root)
    {
        var hash = OpaqueToken.Hash(form.Required("refresh_token"));
        var token = store.Read(records => records.RefreshTokens.Find(known => known.Hash == hash))
            ?? throw EntraErrors.MalformedGrant().AsException();
        Check(token, client, authority);
        var granted = ScopeRequest.Parse(token.Scope, client, token.Grant.Tenant.ToString());
        var requested = granted.Narrow(form["scope"], client);
        if (!store.Change(records => TryMarkUsed(records, hash)))
            throw EntraErrors.RefreshTokenUsed().AsException();

        return issuer.Issue(token.Grant, client, granted, requested, token.Nonce, root);
    }

    private void Check(RefreshTokenRecord token, ClientApplication client, EntraAuthority authority)
    {
        if (token.Grant.Client != client.Id)
            throw EntraErrors.GrantForOtherClient().AsException();
        if (!authority.Serves(token.Grant.Tenant))
            throw EntraErrors.GrantForOtherTenant().AsException();
        if (token.IsRevoked)
            throw EntraErrors.RefreshTokenRevoked().AsException();
        if (time.GetUtcNow() - token.LastUsed > MaxInactivity)
            throw EntraErrors.RefreshTokenInactive(token.Issued).AsException();
        if (CloudPeople.Find(token.Grant.Person) is { } person && switches.IsUnderConditionalAccess(person))
            throw EntraErrors.ConditionalAccess().AsException();
    }

    /// <summary>False for a used token when strict rotation is on.</summary>
    private bool TryMarkUsed(EntraRecords records, string hash)
    {
        var index = records.RefreshTokens.FindIndex(token => token.Hash == hash);
        if (index < 0 || (records.RefreshTokens[index].IsSpent && switches.Settings.StrictRotation))
            return false;

        records.RefreshTokens[index] = records.RefreshTokens[index] with { IsSpent = true, LastUsed = time.GetUtcNow() };
        return true;
    }
}
