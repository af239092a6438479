using ConnectWizard.Benchmarks.Circuits;

namespace ConnectWizard.Benchmarks.Loading;

/// <summary>The dashboard's first answer with many build profiles, each with webhooks, builds and events, against an empty dashboard's.</summary>
internal sealed class DashboardBenchmark : IBenchmark
{
    private const int Profiles = 2_000;
    private const int Rounds = 20;
    private const double MaxRatio = 3;

    public string Name => "dashboard";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        await using var empty = await ChildProcess.StartAsync(["serve-product"]);
        await using var full = await ChildProcess.StartAsync(["serve-product"]);
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        await http.GetStringAsync(new Uri(full.Address, $"{ProductServer.Fill}?profiles={Profiles}"));
        var figures = await Figures.CompareAsync(Rounds, () => http.GetStringAsync(empty.Address), () => http.GetStringAsync(full.Address));
        yield return new Row(
            $"First answer of the dashboard with {Profiles} build profiles, against an empty one", Figures.Milliseconds(figures[1]), Figures.Milliseconds(figures[0]),
            Figures.Ratio(figures[1] / figures[0]), "≤ " + Figures.Ratio(MaxRatio), figures[1] <= figures[0] * MaxRatio);
    }
}
