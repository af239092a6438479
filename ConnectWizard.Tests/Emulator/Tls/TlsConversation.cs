using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ConnectWizard.Emulator.Tls;

/// <summary>One real handshake over loopback, and what the client thought of the server's certificate.</summary>
internal sealed record TlsConversation(SslPolicyErrors Errors, X509ChainStatusFlags Chain, IReadOnlyList<string> Sent)
{
    public static async Task<TlsConversation> HoldAsync(
        SslStreamCertificateContext server, string hostName, string authorityFile, CancellationToken ct)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, server, ct);
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, ct);
        TlsConversation? seen = null;
        await using var tls = new SslStream(client.GetStream());
        var options = Options(hostName, authorityFile);
        options.RemoteCertificateValidationCallback = (_, _, chain, errors) =>
        {
            seen = Describe(chain!, errors);
            return chain is not null; // the verdict is what the tests look at: the handshake goes on
        };
        await tls.AuthenticateAsClientAsync(options, ct);
        await tls.WriteAsync(new byte[1], ct);
        await serving;
        return seen!;
    }

    private static TlsConversation Describe(X509Chain chain, SslPolicyErrors errors) => new(
        errors,
        chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status),
        [.. chain.ChainPolicy.ExtraStore.Select(certificate => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false))]);

    public static SslClientAuthenticationOptions Options(string hostName, string authorityFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return new() { TargetHost = hostName, CertificateChainPolicy = policy };
    }

    private static async Task ServeAsync(TcpListener listener, SslStreamCertificateContext certificate, CancellationToken ct)
    {
        using var connection = await listener.AcceptTcpClientAsync(ct);
        await using var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate }, ct);
        await tls.ReadExactlyAsync(new byte[1], ct);
    }
}
