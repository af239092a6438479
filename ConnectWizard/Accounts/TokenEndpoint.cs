using System.Text.Json;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Accounts;

/// <summary>Redeems refresh tokens at the provider. Codes are redeemed by the framework.</summary>
internal sealed class TokenEndpoint(ProviderMetadata provider, ClientProof proof, IOptions<SignInOptions> options, TimeProvider time)
{
    /// <returns>The tokens; <see cref="ProblemCode.SignInAgain"/> when the refresh token is of no use any more.</returns>
    public async Task<Result<TokenGrant>> RefreshAsync(Secret refresh, string? tenant, CancellationToken cancellationToken)
    {
        var found = await provider.FindEndpointsAsync(cancellationToken);
        if (!found.Succeeded)
            return found.Problem;
        using var request = new HttpRequestMessage(HttpMethod.Post, found.Value.TokenFor(tenant));
        request.Options.Set(ProviderBackchannel.Refused, EntraProblems.OfRenewal);
        try
        {
            request.Content = new FormUrlEncodedContent(FormOf(refresh, found.Value.IsEntra).Concat(proof.For(request.RequestUri!)));
            using var response = await provider.Http.SendAsync(request, cancellationToken);
            using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return TokenGrant.Of(body.RootElement, time.GetUtcNow());
        }
        catch (SignInException refused)
        {
            return refused.Problem;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> FormOf(Secret refresh, bool isEntra)
    {
        var app = options.Value;
        yield return new("grant_type", "refresh_token");
        yield return new("refresh_token", refresh.Reveal());
        yield return new("client_id", app.ClientId);
        // Entra wants them named again. To other providers silence means "as granted", and naming one that they had left out is an error.
        if (isEntra)
            yield return new("scope", string.Join(' ', app.ScopeList));
    }
}
