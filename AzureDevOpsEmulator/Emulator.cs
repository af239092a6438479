namespace AzureDevOpsEmulator;

/// <summary>
/// Azure DevOps Servers and organizations of a made-up company, on loopback ports of this process. They speak the product's wire protocol; the README
/// lists what they do and where they differ from the real ones.
/// </summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly EmulatorHost _host;

    private Emulator(EmulatorHost host)
    {
        _host = host;
        World = new EmulatedWorld(host.State);
        BaseUrl = host.BaseUrl;
        CertificateAuthorityFile = host.Map.CertificateAuthorityFile;
        Endpoints = host.Map.Endpoints;
        Servers = host.Map.Servers(host.BaseUrl);
        Scenes = host.Map.Scenes(host.BaseUrl);
        Cloud = new EmulatedCloud(host.Cloud, host.BaseUrl);
        Tokens = [.. host.Tokens.All.Select(token => new EmulatedToken(token.Name, token.Value, token.Description))];
    }

    /// <summary>The first plain-HTTP address.</summary>
    public Uri BaseUrl { get; }

    /// <summary>A PEM file with the authority that signs the servers' certificates, for the client to trust.</summary>
    public string CertificateAuthorityFile { get; }

    /// <summary>Where each realistic name and port really is.</summary>
    public IReadOnlyList<EmulatedEndpoint> Endpoints { get; }

    public IReadOnlyList<EmulatedServer> Servers { get; }

    /// <summary>Azure DevOps Services and the sign-in to it.</summary>
    public EmulatedCloud Cloud { get; }

    public IReadOnlyList<EmulatedToken> Tokens { get; }

    public IReadOnlyList<EmulatedScene> Scenes { get; }

    /// <summary>Makes things happen in the world: pushes, pull requests, people who leave.</summary>
    public EmulatedWorld World { get; }

    /// <summary>Holds requests and deliveries in the middle.</summary>
    public EmulatedHolds Holds => _host.State.Holds;

    /// <summary>What clients did.</summary>
    public RequestLog Requests => _host.Requests;

    /// <exception cref="ArgumentException">An address to listen on is none, or not on this machine alone.</exception>
    /// <exception cref="IOException">A port is taken, or the data folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The data folder is one of another version.</exception>
    public static async Task<Emulator> StartAsync(EmulatorSettings settings, CancellationToken ct) =>
        new(await EmulatorHost.StartAsync(settings, ct));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
