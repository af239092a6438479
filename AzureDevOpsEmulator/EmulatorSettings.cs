namespace AzureDevOpsEmulator;

/// <summary>How an emulator is started.</summary>
public sealed record EmulatorSettings
{
    /// <summary>
    /// Where the tokens' seed, the certificates, sign-ins, ports and what has changed in the world are kept, so that they are the same after
    /// a restart. Null for a temporary folder that is deleted in the end.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Where to listen, on loopback names and addresses only; port 0 takes a free one, that of the last run where it can. At most one may be <c>https</c>; without one, a
    /// free port is taken for it.
    /// </summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    /// <summary>
    /// Multiplies the documented waits between deliveries that fail: 0.01 shows within seconds what takes hours. 1 is as documented.
    /// </summary>
    public double HookDelayFactor { get; init; } = 1;

    /// <summary>Whether a confidential input of a subscription is read back as asterisks; it is not settled whether it really is.</summary>
    public bool MasksHookSecrets { get; init; } = true;

    /// <summary>One more server, of any size and slowness; null for none.</summary>
    public EmulatedScale? Scale { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>
/// A server <c>fleet</c> with a collection <c>Fleet</c> of any size, at any distance. Its projects and repositories are made up as they are
/// asked for and not kept; ids and names follow from their numbers, and each repository can be cloned.
/// </summary>
public sealed record EmulatedScale
{
    /// <summary>Repositories of the whole collection, in equal parts to the projects; the last one may have fewer.</summary>
    public int Repositories { get; init; } = 100_000;

    public int Projects { get; init; } = 1_000;

    /// <summary>What passes before each answer begins.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How fast each answer comes; null for as fast as it is taken.</summary>
    public int? BytesPerSecond { get; init; }
}
