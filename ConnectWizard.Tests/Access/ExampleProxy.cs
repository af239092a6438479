using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Browser;
using ConnectWizard.Network;

namespace ConnectWizard.Access;

/// <summary>A reverse proxy with an example of docs/operations.md, word for word but for ports and certificates.</summary>
internal sealed class ExampleProxy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("connectwizard-proxy-");
    private Process? _process;

    public int Port { get; } = ProductProcess.FreePort();

    /// <summary>The port of <c>Listen:People</c>.</summary>
    public int People { get; } = ProductProcess.FreePort();

    /// <summary>The port of <c>Listen:Public</c>.</summary>
    public int Public { get; } = ProductProcess.FreePort();

    public Uri At(string host) => new(string.Create(CultureInfo.InvariantCulture, $"https://{host}:{Port}"));

    /// <summary>For requests beside the browser's: every name leads here.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        // nginx has one made here, and Caddy makes its own.
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && (certificate.Issuer.Contains("Caddy", StringComparison.Ordinal) || certificate.Subject == certificate.Issuer),
        },
        ConnectCallback = async (_, cancellationToken) => new NetworkStream(await ConnectAsync(cancellationToken), ownsSocket: true),
    });

    /// <param name="language">Of the example: nginx or caddy.</param>
    public async Task StartAsync(string language, CancellationToken cancellationToken)
    {
        var example = ReadExample(language).Replace(":5080", $":{People}", StringComparison.Ordinal).Replace(":5081", $":{Public}", StringComparison.Ordinal);
        var command = language == "nginx" ? PrepareNginx(example) : PrepareCaddy(example);
        // Its output goes to a file: who waits for the end of ours would wait for a child that holds it.
        var script = $"cd {_folder.FullName}; export PATH=$PATH:/usr/sbin HOME=$PWD XDG_DATA_HOME=$PWD XDG_CONFIG_HOME=$PWD; exec {command} >log 2>&1 </dev/null";
        _process = Process.Start("bash", ["-c", script]);
        while (!_process.HasExited)
        {
            try
            {
                (await ConnectAsync(cancellationToken)).Dispose();
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, cancellationToken);
            }
        }

        throw new InvalidOperationException(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "log"), cancellationToken));
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PrepareNginx(string example)
    {
        using var certificate = TestCertificates.SelfSigned("wizard.example.com");
        using var key = certificate.GetECDsaPrivateKey()!;
        Write("certificate.pem", certificate.ExportCertificatePem());
        Write("certificate.key", key.ExportPkcs8PrivateKeyPem());
        var server = example.Replace("listen 443 ", $"listen 127.0.0.1:{Port} ", StringComparison.Ordinal).Replace("/etc/ssl/connectwizard", In("certificate"), StringComparison.Ordinal);
        var folders = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {In(kind)};\n"));
        Write("nginx.conf", $"user root;\ndaemon off;\npid {In("pid")};\nevents {{}}\nhttp {{\naccess_log off;\n{folders}{server}\n}}\n");
        return $"nginx -e {In("error.log")} -c {In("nginx.conf")}";
    }

    private string PrepareCaddy(string example)
    {
        Write("Caddyfile", $"{{\n  admin off\n  local_certs\n  skip_install_trust\n  auto_https disable_redirects\n  https_port {Port}\n}}\n{example}");
        return $"caddy run --config {In("Caddyfile")} --adapter caddyfile";
    }

    private void Write(string name, string content) => File.WriteAllText(In(name), content);

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string ReadExample(string language)
    {
        var document = File.ReadAllText(Path.Combine(BuildFacts.RepositoryRoot, "docs", "operations.md"));
        return document.Split($"```{language}\n")[1].Split("\n```")[0] + "\n";
    }
}
