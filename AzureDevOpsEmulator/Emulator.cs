namespace AzureDevOpsEmulator;

/// <summary>
/// Azure DevOps Servers and organizations on loopback ports of this process. The README lists what they do and how they differ from the real
/// ones.
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

    public Uri BaseUrl { get; }

    /// <summary>A PEM file with the authority that signs the servers' certificates, for clients to trust.</summary>
    public string CertificateAuthorityFile { get; }

    /// <summary>The socket address of each realistic name and port.</summary>
    public IReadOnlyList<EmulatedEndpoint> Endpoints { get; }
    public IReadOnlyList<EmulatedServer> Servers { get; }
    public EmulatedCloud Cloud { get; }
    public IReadOnlyList<EmulatedToken> Tokens { get; }
    public IReadOnlyList<EmulatedScene> Scenes { get; }
    public EmulatedWorld World { get; }

    public RequestPauses Pauses => _host.State.Pauses;

    public RequestLog Requests => _host.Requests;

    public static async Task<Emulator> StartAsync(EmulatorSettings settings, CancellationToken ct) =>
        new(await EmulatorHost.StartAsync(settings, ct));

    /// <summary>Has a token of <see cref="Tokens"/> expire now; a restart makes it valid again.</summary>
    public void ExpireToken(string name) => _host.Tokens.Expire(_host.Tokens.All.Single(token => token.Name == name));

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

public sealed record EmulatorSettings
{
    /// <summary>Keeps tokens, certificates, sign-ins, ports and changes across restarts. Null for a temporary folder.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Loopback URLs, at most one <c>https</c>. Port 0 takes the port of the last run if it is free. Without one, a free port is used.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    /// <summary>Multiplies the documented delays between delivery attempts: 0.01 shortens hours to seconds.</summary>
    public double HookDelayFactor { get; init; } = 1;

    /// <summary>Whether a confidential input of a subscription reads back as asterisks, or not at all; both were observed.</summary>
    public bool MasksHookSecrets { get; init; } = true;

    /// <summary>The name of the application <c>main</c> on the sign-in pages.</summary>
    public string ApplicationName { get; init; } = "Build Connector";

    /// <summary>One more server of any size and latency; null for none.</summary>
    public EmulatedScale? Scale { get; init; }
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>A server <c>fleet</c> with a collection <c>Fleet</c>, generated on request and not stored; IDs and names follow from their numbers.</summary>
public sealed record EmulatedScale
{
    public int Repositories { get; init; } = 100_000;
    public int Projects { get; init; } = 1_000;
    public TimeSpan Delay { get; init; }

    /// <summary>The bandwidth of each response; null for unlimited.</summary>
    public int? BytesPerSecond { get; init; }
}
