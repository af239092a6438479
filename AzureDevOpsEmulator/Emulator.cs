namespace AzureDevOpsEmulator;

/// <summary>
/// Azure DevOps Servers and organizations of a fictional company on loopback ports of this process. The README lists what they do and how
/// they differ from the real ones.
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

    /// <summary>The first plain HTTP address.</summary>
    public Uri BaseUrl { get; }

    /// <summary>A PEM file with the authority that signs the servers' certificates, for clients to trust.</summary>
    public string CertificateAuthorityFile { get; }

    /// <summary>The socket address of each realistic name and port.</summary>
    public IReadOnlyList<EmulatedEndpoint> Endpoints { get; }
    public IReadOnlyList<EmulatedServer> Servers { get; }
    public EmulatedCloud Cloud { get; }
    public IReadOnlyList<EmulatedToken> Tokens { get; }
    public IReadOnlyList<EmulatedScene> Scenes { get; }

    /// <summary>Makes things happen in the world: pushes, pull requests, people who leave.</summary>
    public EmulatedWorld World { get; }

    /// <summary>Pauses requests and deliveries in progress.</summary>
    public RequestPauses Pauses => _host.State.Pauses;

    /// <summary>The requests of clients.</summary>
    public RequestLog Requests => _host.Requests;

    /// <exception cref="ArgumentException">A URL is invalid or not a loopback address.</exception>
    /// <exception cref="IOException">A port is in use, or the data folder can't be used.</exception>
    /// <exception cref="InvalidDataException">The data folder is of another version.</exception>
    public static async Task<Emulator> StartAsync(EmulatorSettings settings, CancellationToken ct) =>
        new(await EmulatorHost.StartAsync(settings, ct));

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
