using System.Globalization;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace ConnectWizard.Accounts;

/// <summary>
/// Gets access tokens for application identities by MSAL, over our outbound client. It keeps none: the store is the cache of all nodes.
/// </summary>
internal sealed class ApplicationTokens(ProviderBackchannel backchannel, OfferedIdentities offered, IOptions<IdentityOptions> options, TimeProvider time) : IDisposable
{
    private const string MetadataHost = "169.254.169.254";

    private readonly IdentityHttp _entra = new(backchannel, new Uri(options.Value.Instance).Host, EntraProblems.OfIdentity);
    private readonly IdentityHttp _machine = new(backchannel, MetadataHost, EntraProblems.OfMachine);

    /// <returns>A token without a refresh token, or why there is none.</returns>
    public async Task<Result<TokenGrant>> AcquireAsync(ApplicationIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            var result = identity.IsOffered
                ? await AskOfferedAsync(offered.Find(identity.Name), cancellationToken)
                : await AskEntraAsync(identity, application => Prove(application, identity), cancellationToken);
            // MSAL adds what the answer says to the system's time.
            var (now, life) = (time.GetUtcNow(), result.ExpiresOn - TimeProvider.System.GetUtcNow());
            return TokenGrant.Of(new EntraAccessToken(result.AccessToken) { IsApplication = true }, now + life, now);
        }
        catch (Exception exception) when (exception is SignInException or MsalException)
        {
            var problem = SignInException.ProblemIn(exception)
                ?? new Problem(ProblemCode.SignInBroken).WithEvidence(new Evidence("MSAL", (exception as MsalException)?.ErrorCode ?? "failed"));
            return problem.With("application", identity.ClientId).With("tenant", identity.Tenant).With("name", identity.Name);
        }
    }

    public void Dispose()
    {
        _entra.Dispose();
        _machine.Dispose();
    }

    private Task<AuthenticationResult> AskOfferedAsync(IdentityEntry? entry, CancellationToken cancellationToken) => entry switch
    {
        null => throw new SignInException(new Problem(ProblemCode.IdentityNotOffered)),
        { ParsedKind: IdentityKind.ManagedIdentity } => AskMachineAsync(entry, cancellationToken),
        _ => AskEntraAsync(ApplicationIdentity.Of(entry), application => application.WithClientAssertion((AssertionRequestOptions _) => ReadAssertionAsync(entry, cancellationToken)), cancellationToken),
    };

    private async Task<AuthenticationResult> AskEntraAsync(
        ApplicationIdentity identity, Func<ConfidentialClientApplicationBuilder, ConfidentialClientApplicationBuilder> prove, CancellationToken cancellationToken)
    {
        // Checked where it came from; checked again where it enters an address.
        if (!IdentityTenant.IsValid(identity.Tenant))
            throw new SignInException(new Problem(ProblemCode.IdentityUnknown).With(ProblemText.Variant, "tenant"));
        var application = ConfidentialClientApplicationBuilder.Create(identity.ClientId)
            .WithAuthority($"{options.Value.Instance.TrimEnd('/')}/{identity.Tenant}", validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(_entra, retryOnceOn5xx: false);
        return await prove(application).Build().AcquireTokenForClient([$"{SignInOptions.Resource}/.default"]).ExecuteAsync(cancellationToken);
    }

    private ConfidentialClientApplicationBuilder Prove(ConfidentialClientApplicationBuilder application, ApplicationIdentity identity)
    {
        if (identity.Kind != IdentityKind.Certificate)
            return application.WithClientSecret(identity.Proof!.Reveal());
        var certificate = identity.LoadCertificate();
        return certificate.NotAfter.ToUniversalTime() > time.GetUtcNow().UtcDateTime
            ? application.WithCertificate(certificate)
            : throw new SignInException(new Problem(ProblemCode.IdentityCertificateRefused).With(ProblemText.Variant, "expired")
                .With("date", certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    private async Task<AuthenticationResult> AskMachineAsync(IdentityEntry entry, CancellationToken cancellationToken)
    {
        var id = entry.ClientId.Length == 0 ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.WithUserAssignedClientId(entry.ClientId);
        try
        {
            // MSAL keeps the tokens of a machine for the whole process; ours are in the store.
            return await ManagedIdentityApplicationBuilder.Create(id).WithHttpClientFactory(_machine, retryOnceOn5xx: false).Build()
                .AcquireTokenForManagedIdentity(SignInOptions.Resource).WithForceRefresh(true).ExecuteAsync(cancellationToken);
        }
        catch (Exception exception) when (SignInException.ProblemIn(exception) is { Code: ProblemCode.SignInUnreachable or ProblemCode.SignInBroken, RetryAfter: null } problem)
        {
            throw new SignInException(new Problem(ProblemCode.ManagedIdentityMissing).WithEvidence(problem.Evidence));
        }
    }

    /// <summary>Reads the file anew each time: who projects it replaces it before it ends. Neither its path nor its content is told.</summary>
    private static async Task<string> ReadAssertionAsync(IdentityEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            if ((await File.ReadAllTextAsync(entry.AssertionFile, cancellationToken)).Trim() is { Length: > 0 } assertion)
                return assertion;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Told as missing.
        }

        throw new SignInException(new Problem(ProblemCode.IdentityFileMissing));
    }

    /// <summary>MSAL's way out: to one host alone, whatever the process's environment tells MSAL.</summary>
    private sealed class IdentityHttp : IMsalHttpClientFactory, IDisposable
    {
        private readonly HttpClient _client;

        public IdentityHttp(ProviderBackchannel backchannel, string host, Func<EntraError, Problem> refused) =>
            _client = new HttpClient(new Handler(backchannel, host, refused), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

        public HttpClient GetHttpClient() => _client;

        public void Dispose() => _client.Dispose();

        private sealed class Handler(ProviderBackchannel backchannel, string host, Func<EntraError, Problem> refused) : DelegatingHandler(backchannel)
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (request.RequestUri!.Host != host)
                    throw new SignInException(new Problem(ProblemCode.SignInBroken).WithEvidence(new Evidence("Refused", request.RequestUri.Host)));
                request.Options.Set(ProviderBackchannel.Refused, refused);
                return base.SendAsync(request, cancellationToken);
            }
        }
    }
}
