namespace ConnectWizard.Benchmarks;

/// <summary>A group of figures that are measured together.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>Measures, and gives each line as soon as it is known.</summary>
    IAsyncEnumerable<Row> RunAsync();
}
