using System.Text.Json;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Accounts;

/// <summary>
/// Finds the id of a tenant that is named by one of its domains, so that it can be compared with an organization's: Microsoft Entra's discovery
/// document of a domain has the id in its issuer.
/// </summary>
internal sealed class TenantDiscovery(ProviderBackchannel backchannel, IOptions<IdentityOptions> options) : IDisposable
{
    private readonly HttpClient _http = new(backchannel, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="tenant">The id, which is returned as it is, or a domain.</param>
    /// <param name="cancellationToken">Ends the waiting for Microsoft Entra.</param>
    public async Task<Result<string>> FindIdAsync(string tenant, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(tenant, "D", out var known))
            return known.ToString("D");
        var url = new Uri($"{options.Value.Instance.TrimEnd('/')}/{tenant}/v2.0/.well-known/openid-configuration");
        try
        {
            using var response = await _http.GetAsync(url, cancellationToken);
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return IdIn(EntraError.TextIn(document.RootElement, "issuer")) is { } id
                ? id.ToString("D")
                : new Problem(ProblemCode.SignInBroken).With("host", url.IdnHost).WithEvidence(new Evidence("Discovery", "no tenant"));
        }
        catch (SignInException failed)
        {
            return failed.Problem;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The issuer is <c>https://login.microsoftonline.com/{id}/v2.0</c>.</summary>
    private static Guid? IdIn(string? issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var url) && url.Segments.Length > 1 && Guid.TryParseExact(url.Segments[1].TrimEnd('/'), "D", out var id) ? id : null;
}
