namespace AzureDevOpsEmulator;

/// <summary>How an emulator is started.</summary>
public sealed record EmulatorSettings
{
    /// <summary>
    /// Where the tokens' seed, the certificates, sign-ins and ports are kept, so that they are the same after a restart. Null for a temporary folder
    /// that is deleted in the end.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Where to listen, on loopback names and addresses only; port 0 takes a free one, that of the last run where it can. At most one may be <c>https</c>; without one, a
    /// free port is taken for it.
    /// </summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
