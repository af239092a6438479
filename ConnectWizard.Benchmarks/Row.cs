namespace ConnectWizard.Benchmarks;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Figure">The figure, with its unit.</param>
/// <param name="Floor">What it is held against, measured in the same run.</param>
/// <param name="Ratio">Figure by floor.</param>
/// <param name="Aim">What was promised; empty where nothing was.</param>
/// <param name="IsMet">Whether the promise holds; null where there is none.</param>
internal sealed record Row(string What, string Figure, string Floor, string Ratio, string Aim, bool? IsMet);
