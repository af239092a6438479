namespace AzureDevOpsEmulator;

public sealed record EmulatorSettings
{
    /// <summary>
    /// Keeps tokens, certificates, sign-ins, ports and changes of the world across restarts. Null for a temporary folder.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Loopback URLs to listen on. Port 0 takes the port of the last run if it is free, otherwise any. At most one may be <c>https</c>;
    /// without one, a free port is used.
    /// </summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    /// <summary>Multiplies the documented delays between delivery attempts: 0.01 shortens hours to seconds.</summary>
    public double HookDelayFactor { get; init; } = 1;

    /// <summary>Whether a confidential input of a subscription reads back as asterisks; the real service's behavior isn't known.</summary>
    public bool MasksHookSecrets { get; init; } = true;

    /// <summary>One more server of any size and latency; null for none.</summary>
    public EmulatedScale? Scale { get; init; }
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>
/// A server <c>fleet</c> with a collection <c>Fleet</c> of any size and latency. Its projects and repositories are generated on request and
/// not stored; IDs and names follow from their numbers.
/// </summary>
public sealed record EmulatedScale
{
    /// <summary>Repositories of the collection, divided equally among the projects.</summary>
    public int Repositories { get; init; } = 100_000;
    public int Projects { get; init; } = 1_000;

    /// <summary>The latency before each response.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The bandwidth of each response; null for unlimited.</summary>
    public int? BytesPerSecond { get; init; }
}
