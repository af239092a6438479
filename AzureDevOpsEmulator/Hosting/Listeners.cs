using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>The loopback ports that the emulator listens on.</summary>
internal sealed class Listeners(EmulatorSettings settings, SiteMap sites, CertificateFolder certificates, PortStore ports)
{
    private readonly List<ListenOptions> _http = [];
    private readonly Dictionary<Site, ListenOptions> _dedicated = [];
    private ListenOptions? _https;

    public IReadOnlyList<Uri> HttpUrls { get; private set; } = [];
    public IPEndPoint Http => BoundEndpoint(_http[0]);
    public IPEndPoint Https => BoundEndpoint(_https ?? throw new InvalidOperationException("Nothing listens yet."));

    /// <summary>Null for a site without a dedicated port.</summary>
    public IPEndPoint? EndpointOf(Site site) => _dedicated.TryGetValue(site, out var options) ? BoundEndpoint(options) : null;

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(options => options.Protocols = HttpProtocols.Http1);
        var urls = settings.Urls.Select(ListenUrl.Parse).ToList();
        foreach (var url in urls.Where(url => !url.IsHttps).DefaultIfEmpty(ListenUrl.AnyHttp))
            _http.Add(Listen(kestrel, url, $"http-{_http.Count}", _ => { }));

        var https = urls.SingleOrDefault(url => url.IsHttps) ?? ListenUrl.AnyHttps;
        _https = Listen(kestrel, https, "https", UseCertificates(CertificateKind.Trusted));
        foreach (var site in sites.Sites.Where(site => site.Scene is { Certificate: not CertificateKind.Trusted }))
            _dedicated[site] = Listen(kestrel, ListenUrl.AnyHttps, site.Name, UseCertificates(site.Scene!.Certificate));
    }

    /// <summary>Called once the ports are known.</summary>
    public void SavePorts()
    {
        HttpUrls = [.. _http.Select(options => new Uri($"http://{BoundEndpoint(options)}"))];
        ports.Set("https", Https.Port);
        for (var index = 0; index < _http.Count; index++)
            ports.Set($"http-{index}", BoundEndpoint(_http[index]).Port);
        foreach (var (site, options) in _dedicated)
        {
            sites.AssignPort(BoundEndpoint(options).Port, site);
            ports.Set(site.Name, BoundEndpoint(options).Port);
        }

        ports.Save();
    }

    /// <param name="url">Port 0 means the port of the last run if it is free.</param>
    /// <param name="name">The key of the stored port.</param>
    private ListenOptions Listen(KestrelServerOptions kestrel, ListenUrl url, string name, Action<ListenOptions> configure)
    {
        ListenOptions? made = null;
        void Remember(ListenOptions options)
        {
            made = options;
            configure(options);
        }

        if (url is { IsLocalhost: true, Port: not 0 })
            kestrel.ListenLocalhost(url.Port, Remember);
        else
            kestrel.Listen(url.Address, url.Port == 0 ? ports.LastPortIfFree(name, url.Address) : url.Port, Remember);
        return made!;
    }

    /// <summary>The certificate for the requested name, or localhost's for an unknown name.</summary>
    private Action<ListenOptions> UseCertificates(CertificateKind kind) => listen => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = context =>
        {
            var name = sites.KnowsHost(context.ClientHelloInfo.ServerName) ? context.ClientHelloInfo.ServerName : "localhost";
            var options = new SslServerAuthenticationOptions { ServerCertificateContext = certificates.ContextFor(kind, name) };
            return ValueTask.FromResult(options);
        },
    });

    private static IPEndPoint BoundEndpoint(ListenOptions options) =>
        options.EndPoint as IPEndPoint ?? throw new InvalidOperationException("The listener is not bound to an address.");
}

/// <summary>A loopback address to listen on.</summary>
internal sealed record ListenUrl(bool IsHttps, bool IsLocalhost, IPAddress Address, int Port)
{
    public static ListenUrl AnyHttp { get; } = new(IsHttps: false, IsLocalhost: false, IPAddress.Loopback, 0);
    public static ListenUrl AnyHttps { get; } = AnyHttp with { IsHttps = true };

    /// <exception cref="ArgumentException">The URL is invalid, or other machines could reach it: the emulator publishes its
    /// tokens.</exception>
    public static ListenUrl Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"'{text}' is not an http or https address to listen on.", nameof(text));

        var isLocalhost = url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        var address = isLocalhost ? IPAddress.Loopback : IPAddress.TryParse(url.Host.Trim('[', ']'), out var parsed) ? parsed : null;
        if (address is null || !IPAddress.IsLoopback(address))
            throw new ArgumentException($"'{text}' can be reached by others: it must be localhost, 127.0.0.1 or [::1].", nameof(text));

        return new ListenUrl(url.Scheme == Uri.UriSchemeHttps, isLocalhost, address, url.Port);
    }
}
