using System.Net;
using System.Net.Http.Headers;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Builds.GitProxy;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

/// <summary>Git's own endpoint, streamed over its own connections: a clone takes minutes, and a connection check must not wait for it.</summary>
internal sealed class GitUpstream(
    OutboundDialer dialer, TlsConnector tls, IOptions<AzureDevOpsOptions> options, IOptions<BuildsOptions> builds, TimeProvider time, ILogger<GitUpstream> logger)
    : IGitUpstream, IDisposable
{
    /// <summary>A server counts objects before its first byte.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(1);

    /// <summary>The size that Azure DevOps names as a repository's limit (Microsoft's documentation, Git limits).</summary>
    private const long MaxPackBytes = 250L * 1024 * 1024 * 1024;

    private readonly OutboundHttp _http = new(dialer, tls, time, connectionsPerHost: builds.Value.MaxFetches);
    private readonly OutboundHttp _configuredHttp = new(dialer, tls, time, isConfigured: true, builds.Value.MaxFetches);

    public async Task<Result<GitResponse>> SendAsync(GitRequest request, CancellationToken cancellationToken)
    {
        var asked = AzureDevOpsRequest.OfGit(request.Target, request.Token, request.Project, request.Repository, isNegotiation: request.Body is not null);
        var http = options.Value.Cloud.IsOwn(request.Target) ? _configuredHttp : _http;
        HttpResponseMessage? response = null;
        try
        {
            using var message = ToMessage(asked, request);
            using (var measured = Instruments.BeginRequest(asked.Method, asked.Route))
            {
                response = await http.SendAsync(message, ResponseTimeout, cancellationToken);
                measured.StatusCode = (int)response.StatusCode;
            }

            AzureDevOpsLog.ResponseReceived(logger, asked.Method, asked.Address.IdnHost, asked.Address.AbsolutePath, (int)response.StatusCode, null);
            var type = response.Content.Headers.ContentType?.MediaType;
            if (response.StatusCode != HttpStatusCode.OK || type != ExpectedType(request))
                return AzureDevOpsGateway.RefusalOfGit(await AzureDevOpsClient.ReadAsync(http, response, asked, IdleTimeout, cancellationToken), asked);
            var body = await http.OpenBodyAsync(response, new ReadLimits(MaxPackBytes, IdleTimeout), cancellationToken);
            var opened = new GitResponse(type!, body, response);
            response = null;
            return opened;
        }
        catch (NetworkException failed)
        {
            return AzureDevOpsClient.Failed(failed.Failure, asked);
        }
        finally
        {
            response?.Dispose();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _configuredHttp.Dispose();
    }

    private static string ExpectedType(GitRequest request) =>
        request.Body is null ? MediaTypes.GitAdvertisement : MediaTypes.GitResult;

    private static HttpRequestMessage ToMessage(AzureDevOpsRequest asked, GitRequest request)
    {
        var message = asked.ToMessage();
        message.Headers.Remove(Headers.GitProtocol);
        if (request.Protocol is { Length: > 0 } protocol)
            message.Headers.Add(Headers.GitProtocol, protocol);
        if (request.Body is null)
            return message;
        message.Content = new StreamContent(request.Body);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.GitRequest);
        if (request.Encoding is { Length: > 0 } encoding)
            message.Content.Headers.ContentEncoding.Add(encoding);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypes.GitResult));
        return message;
    }
}
