using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Startup;

/// <summary>The dashboard for operators asks for metrics that there are.</summary>
public sealed class DashboardTests
{
    [Fact]
    public void Each_metric_of_ours_is_on_the_dashboard_and_in_the_documentation()
    {
        var docs = Path.Combine(BuildFacts.RepositoryRoot, "docs");
        var (dashboard, operations) = (File.ReadAllText(Path.Combine(docs, "dashboard.json")), File.ReadAllText(Path.Combine(docs, "operations.md")));
        var instruments = Instruments();
        instruments.Count.ShouldBe(5);
        var asked = Regex.Matches(dashboard, "connectwizard_(?!result|problem|queue\\b)[a-z_]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value).Distinct(StringComparer.Ordinal);
        asked.Select(name => instruments.Keys.SingleOrDefault(known => name.StartsWith(known, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal).ShouldBe(instruments.Keys, ignoreOrder: true);
        instruments.Values.ShouldAllBe(name => operations.Contains($"`{name}`"));
    }

    /// <summary>By the names that Prometheus gives them, without what it adds for unit and kind.</summary>
    private static Dictionary<string, string> Instruments()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Startup.Instruments.Name)
                found[instrument.Name.Replace('.', '_')] = instrument.Name;
        };
        Startup.Instruments.Activities.Name.ShouldBe(Startup.Instruments.Name);
        listener.Start();
        return found;
    }
}
