using System.Text;
using ConnectWizard.Repositories;

namespace ConnectWizard.Benchmarks.Listing;

/// <summary>The search at each key that somebody presses, against looking for the same text in the same names as one stretch of bytes.</summary>
internal static class FilterBenchmark
{
    private const double Aim = 10;
    private static readonly string[] Searches = ["payment gateway", "rover 0421", "programme 0042 docs", "launch-pad", "grosse tests", "telemetry-service-04"];

    /// <summary>Each search as it is typed, key by key, and taken back again.</summary>
    private static IEnumerable<string> Keys => Searches.SelectMany(search =>
        Enumerable.Range(1, search.Length).Concat(Enumerable.Range(1, search.Length - 1).Reverse()).Select(length => search[..length]));

    public static async Task<Row> RunAsync(RepositorySnapshot snapshot)
    {
        var names = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, snapshot.Count).Select(row => SearchText.Fold(snapshot[row].Name))));
        var (figures, floors) = (new List<double>(), new List<double>());
        for (var round = -2; round < 3; round++)
        {
            foreach (var text in Keys)
            {
                var figure = await Figures.TimeAsync(() => RepositoryFilter.ApplyAsync(snapshot, text, CancellationToken.None));
                var floor = await Figures.TimeAsync(() => Task.Run(() => Scan(names, Encoding.UTF8.GetBytes(text))));
                if (round < 0)
                    continue;
                figures.Add(figure);
                floors.Add(floor);
            }
        }

        var (slow, scan) = (Figures.Percentile(figures, 95), Figures.Percentile(floors, 95));
        return new Row(
            $"Filtering 100,000 at a key, p95 of {figures.Count} (median {Figures.Milliseconds(Figures.Median(figures))}), against a plain scan of the names",
            Figures.Milliseconds(slow), Figures.Milliseconds(scan), Figures.Ratio(slow / scan), "< " + Figures.Milliseconds(Aim), slow < Aim);
    }

    private static int Scan(ReadOnlySpan<byte> names, ReadOnlySpan<byte> text)
    {
        var found = 0;
        for (int at; (at = names.IndexOf(text)) >= 0; names = names[(at + text.Length)..])
            found++;
        return found;
    }
}
