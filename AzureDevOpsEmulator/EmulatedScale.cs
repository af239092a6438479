namespace AzureDevOpsEmulator;

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
