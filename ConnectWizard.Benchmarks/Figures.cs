using System.Diagnostics;
using System.Globalization;

namespace ConnectWizard.Benchmarks;

/// <summary>Runs what is measured and its floor in turn, so that both meet the same machine, and keeps the medians.</summary>
internal static class Figures
{
    /// <summary>The middle of an odd number of figures; of an even number the upper one of the two in the middle.</summary>
    public static double Median(IEnumerable<double> figures) => Percentile(figures, 50);

    /// <summary>The smallest figure that at least <paramref name="percent"/> of all do not exceed.</summary>
    public static double Percentile(IEnumerable<double> figures, int percent)
    {
        var sorted = figures.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * percent / 100.0) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>Milliseconds that <paramref name="work"/> takes.</summary>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>
    /// Runs each of <paramref name="works"/> in turn, <paramref name="times"/> times after thirty rounds that do not count: a server runs for weeks, and the
    /// runtime takes a few seconds to compile well what is run often.
    /// </summary>
    /// <returns>The median of each, in milliseconds.</returns>
    public static async Task<double[]> CompareAsync(int times, params Func<Task>[] works)
    {
        var figures = works.Select(_ => new List<double>()).ToArray();
        for (var round = -30; round < times; round++)
        {
            for (var index = 0; index < works.Length; index++)
            {
                GC.Collect();
                var took = await TimeAsync(works[index]);
                if (round >= 0)
                    figures[index].Add(took);
            }
        }

        return [.. figures.Select(Median)];
    }

    public static string Milliseconds(double figure) => figure.ToString(figure < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) + " ms";

    public static string Ratio(double figure) => figure.ToString("0.00", CultureInfo.InvariantCulture);
}
