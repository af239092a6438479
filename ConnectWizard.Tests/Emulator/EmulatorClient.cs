using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace ConnectWizard.Emulator;

/// <summary>
/// Plain HTTP requests to an emulator: names lead to its endpoints, its authority is trusted, redirects are not followed. It knows
/// nothing of the product's own client.
/// </summary>
internal sealed class EmulatorClient : IDisposable
{
    private readonly AzureDevOpsEmulator.Emulator _emulator;
    private readonly HttpClient _http;

    public EmulatorClient(AzureDevOpsEmulator.Emulator emulator)
    {
        _emulator = emulator;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(emulator.CertificateAuthorityFile) },
        });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Token(string name) => _emulator.Tokens.Single(token => token.Name == name).Value;

    public static AuthenticationHeaderValue Basic(string password, string user = "") =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>GETs an address: a whole one, or a path on the main server.</summary>
    public Task<WireResponse> GetAsync(string url, string? token = "full", Action<HttpRequestMessage>? prepare = null) =>
        SendAsync(HttpMethod.Get, url, token, prepare);

    public async Task<WireResponse> SendAsync(
        HttpMethod method, string url, string? token = "full", Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri("https://azure.spacetech.example"), url));
        if (token is not null)
            request.Headers.Authorization = Basic(Token(token));
        prepare?.Invoke(request);
        using var response = await _http.SendAsync(request, Ct);
        return await WireResponse.ReadAsync(response, Ct);
    }

    /// <summary>Sends, and hands back the answer as soon as its headers are there.</summary>
    public Task<HttpResponseMessage> BeginAsync(string url, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = Basic(Token("full"));
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var endpoint = _emulator.Endpoints.SingleOrDefault(candidate => candidate.Host == host && candidate.Port == port);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint?.Target ?? new IPEndPoint(IPAddress.Loopback, port), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static X509ChainPolicy TrustOnly(string authorityFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return policy;
    }
}
