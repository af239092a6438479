using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Hosting;
using AzureDevOpsEmulator.Tls;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator;

/// <summary>
/// Azure DevOps Servers of a made-up company, on loopback ports of this process. They speak the product's wire protocol; the README
/// lists what they do and where they differ from the real ones.
/// </summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly RawListeners _raw;
    private readonly WebApplication _application;

    private Emulator(
        DataFolder folder,
        RawListeners raw,
        WebApplication application,
        EmulatorMap map,
        TokenDirectory tokens,
        Uri baseUrl,
        RequestLog requests)
    {
        _folder = folder;
        _raw = raw;
        _application = application;
        BaseUrl = baseUrl;
        Requests = requests;
        CertificateAuthorityFile = map.CertificateAuthorityFile;
        Endpoints = map.Endpoints;
        Servers = EmulatorMap.Servers(baseUrl);
        Scenes = map.Scenes(baseUrl);
        Tokens = [.. tokens.All.Select(token => new EmulatedToken(token.Name, token.Value, token.Description))];
    }

    /// <summary>The first plain-HTTP address.</summary>
    public Uri BaseUrl { get; }

    /// <summary>A PEM file with the authority that signs the servers' certificates, for the client to trust.</summary>
    public string CertificateAuthorityFile { get; }

    /// <summary>Where each realistic name and port really is.</summary>
    public IReadOnlyList<EmulatedEndpoint> Endpoints { get; }

    public IReadOnlyList<EmulatedServer> Servers { get; }

    public IReadOnlyList<EmulatedToken> Tokens { get; }

    public IReadOnlyList<EmulatedScene> Scenes { get; }

    /// <summary>What clients did.</summary>
    public RequestLog Requests { get; }

    /// <exception cref="ArgumentException">An address to listen on is none, or not on this machine alone.</exception>
    /// <exception cref="IOException">A port is taken, or the data folder cannot be used.</exception>
    public static async Task<Emulator> StartAsync(EmulatorSettings settings, CancellationToken ct)
    {
        var folder = DataFolder.Open(settings.DataFolder);
        RawListeners? raw = null;
        try
        {
            var file = await WorldFile.OpenOrCreateAsync(folder.Path, settings.TimeProvider, ct);
            var tokens = new TokenDirectory(World.SpaceTech.Tokens.Create(file.SeedBytes()));
            var certificates = CertificateFolder.OpenOrCreate(Path.Combine(folder.Path, "certificates"), settings.TimeProvider);
            raw = RawListeners.Start(certificates);
            return await StartAsync(settings, folder, raw, certificates, tokens, ct);
        }
        catch
        {
            if (raw is not null)
                await raw.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        await _raw.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<Emulator> StartAsync(
        EmulatorSettings settings,
        DataFolder folder,
        RawListeners raw,
        CertificateFolder certificates,
        TokenDirectory tokens,
        CancellationToken ct)
    {
        var sites = new SiteMap([.. SiteCatalogue.ServerSites, .. SiteCatalogue.SceneSites]);
        var listeners = new Listeners(settings, sites, certificates);
        var map = new EmulatorMap(listeners, raw, certificates);
        var requests = new RequestLog();
        var application = EmulatorApplication.Build(settings.TimeProvider, listeners, sites, map, tokens, requests);
        try
        {
            await application.StartAsync(ct);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        listeners.Bind();
        return new Emulator(folder, raw, application, map, tokens, listeners.HttpUrls[0], requests);
    }
}
