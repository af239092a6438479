using ConnectWizard.Connections;
using ConnectWizard.Network;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConnectWizard.Accounts;

/// <summary>The provider's discovery document and keys, which sign-in and renewal share. The framework keeps and refreshes them.</summary>
internal sealed class ProviderMetadata
{
    private readonly Uri _authority;
    private readonly TimeProvider _time;

    static ProviderMetadata()
    {
        // A sign-in that meets a new key waits for it; otherwise it would fail while the key is fetched in the background.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);
    }

    public ProviderMetadata(IOptions<SignInOptions> options, ProviderBackchannel backchannel, TimeProvider time, ILogger<ProviderMetadata> logger)
    {
        (_authority, _time) = (options.Value.AuthorityUrl, time);
        if (options.Value.IsEntraVersionMissing)
            SignInLog.VersionAdded(logger, _authority.AbsoluteUri);
        Http = new HttpClient(backchannel, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var documents = new HttpDocumentRetriever(Http) { RequireHttps = RequiresHttps, SendAdditionalHeaderData = false };
        Configuration = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{_authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents)
        {
            UseLastKnownGoodConfiguration = false,
        };
    }

    /// <summary>False for a provider on this machine alone.</summary>
    public bool RequiresHttps => _authority.Scheme == Uri.UriSchemeHttps;

    /// <summary>The way to the provider.</summary>
    public HttpClient Http { get; }

    public ConfigurationManager<OpenIdConnectConfiguration> Configuration { get; }

    /// <summary>The provider's endpoints.</summary>
    /// <returns>The problem of the way to the provider, or <see cref="ProblemCode.SignInBroken"/> when the document can't be used.</returns>
    public async Task<Result<ProviderEndpoints>> FindEndpointsAsync(CancellationToken cancellationToken)
    {
        using var clock = new Deadline(ProviderBackchannel.TotalTimeout, _time, cancellationToken);
        try
        {
            var configuration = await Configuration.GetConfigurationAsync(CancellationToken.None).WaitAsync(clock.Token);
            return ProviderEndpoints.In(configuration) is { } endpoints ? endpoints : Unusable();
        }
        catch (OperationCanceledException) when (clock.IsOver)
        {
            return SignInNetworkProblems.TimedOut(_authority, ProviderBackchannel.TotalTimeout);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or ArgumentException)
        {
            return SignInException.ProblemIn(exception) ?? Unusable();
        }
    }

    private Problem Unusable() =>
        new Problem(ProblemCode.SignInBroken).With("host", _authority.IdnHost).WithEvidence(new Evidence("Discovery", "no usable document"));
}
