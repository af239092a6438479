using System.Reflection;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// A check as it can be handed to support. It never holds a token; whatever looks like a credential is <c>***</c>, people are shortened unless a
/// problem is about them, and every list and text is bounded, so that a report stays below 256 KB whatever a server sent.
/// </summary>
/// <param name="CheckedAt">In UTC.</param>
/// <param name="Result"><c>passed</c>, <c>warned</c> or <c>failed</c>.</param>
/// <param name="Target">What was checked; null where the address could not be used.</param>
/// <param name="Found">Null where an item failed.</param>
public sealed record CheckReport(
    string Version, DateTimeOffset CheckedAt, string Result, ReportedTarget? Target, IReadOnlyList<ReportedItem> Items, ReportedFacts? Found)
{
    private const int MaxEvidence = 16;
    private const int MaxLabelLength = 80;
    private const int MaxValueLength = 300;
    private const int MaxSentenceLength = 500;

    public string Product { get; } = "ConnectWizard";

    /// <param name="token">Removed wherever a server sent it back; not kept.</param>
    public static CheckReport Of(CheckResult result, DateTimeOffset endedAt, Secret? token = null)
    {
        var redaction = new CheckReportRedaction(token, PeopleIn(result));
        var state = !result.Passed ? CheckItemState.Failed : result.Items.Any(item => item.State == CheckItemState.Warned) ? CheckItemState.Warned : CheckItemState.Passed;
        return new CheckReport(
            ProductVersion(), endedAt.ToUniversalTime(), state.Name(),
            result.Target is { } target ? ReportedTarget.Of(target, redaction) : null,
            [.. result.Items.Select(item => Report(item, result.Target?.Provider ?? ProviderKind.Server, redaction))],
            result.Facts is { } facts ? Report(facts, redaction) : null);
    }

    private static string ProductVersion() =>
        typeof(CheckReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static IEnumerable<string?> PeopleIn(CheckResult result) =>
        result.Items.Select(item => item.Problem?.Arguments.GetValueOrDefault("account")).Append(result.Facts?.AccountName).Append(result.Facts?.AccountLogin);

    private static ReportedItem Report(CheckItem item, ProviderKind provider, CheckReportRedaction redaction)
    {
        var problem = item.Problem is { } found ? Report(found, redaction) : null;
        var evidence = item.Evidence.Concat(item.Problem?.Evidence ?? []).Distinct().Take(MaxEvidence);
        return new ReportedItem(
            item.Code.Name(), CheckItemText.Title(item.Code, provider), item.State.Name(),
            item.Took is { } took ? (long)Math.Round(took.TotalMilliseconds) : null,
            problem?.What ?? redaction.Shorten(item.Sentence, MaxSentenceLength),
            problem,
            [.. evidence.Select(item => Report(item, redaction))]);
    }

    private static Evidence Report(Evidence item, CheckReportRedaction redaction) => CheckReportRedaction.IsCredentialName(item.Label)
        ? new Evidence(item.Label, CheckReportRedaction.Mark)
        : new Evidence(redaction.Clean(item.Label, MaxLabelLength), redaction.Shorten(item.Value, MaxValueLength));

    /// <summary>Cleans the values and not the finished text: ours holds no secrets, but parts of it look like one.</summary>
    private static ReportedProblem Report(Problem problem, CheckReportRedaction redaction)
    {
        var clean = problem with
        {
            Arguments = problem.Arguments.ToDictionary(
                value => value.Key,
                value => value.Key == "account" ? redaction.Clean(value.Value, MaxValueLength) : redaction.Shorten(value.Value, MaxValueLength),
                StringComparer.Ordinal),
        };
        var words = ProblemText.For(clean);
        return new ReportedProblem(
            ProblemCatalog.Name(problem.Code), ProblemCatalog.ResolvedByOf(problem), ProblemCatalog.FieldOf(problem.Code)?.Name(),
            words.What, words.Cause, words.Repair, ProblemCatalog.HelpOf(problem.Code));
    }

    private static ReportedFacts Report(CheckedFacts facts, CheckReportRedaction redaction) => new(
        redaction.Clean(facts.Product, MaxLabelLength), redaction.Clean(facts.ApiLevel, MaxLabelLength),
        redaction.Clean(CheckReportRedaction.Initials(facts.AccountName), MaxLabelLength), facts.Projects, facts.Webhooks);
}

/// <param name="VirtualDirectory">Empty, or such as <c>/tfs</c>.</param>
public sealed record ReportedTarget(string Scheme, string Host, int Port, string VirtualDirectory, string Collection)
{
    private const int MaxNameLength = 300;

    internal static ReportedTarget Of(ServerTarget target, CheckReportRedaction redaction) => new(
        target.Address.Scheme,
        redaction.Clean(target.Address.Host, MaxNameLength),
        target.Address.Port,
        redaction.Clean(target.Address.VirtualDirectory, MaxNameLength),
        redaction.Clean(target.Collection, MaxNameLength));
}

/// <param name="Code">As in the page: <c>signin</c>.</param>
/// <param name="State"><c>passed</c>, <c>warned</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Milliseconds">Null for one that was skipped.</param>
public sealed record ReportedItem(
    string Code, string Title, string State, long? Milliseconds, string Sentence, ReportedProblem? Problem, IReadOnlyList<Evidence> Evidence);

/// <param name="Code">As docs/problems.md lists it: <c>tls-untrusted</c>.</param>
/// <param name="Field">The field to look at; null where none is to blame.</param>
/// <param name="Help">The part of our help that explains more, as a path.</param>
public sealed record ReportedProblem(string Code, ResolvedBy Who, string? Field, string What, string Cause, string Repair, string Help);

/// <param name="Projects">How many projects the token sees; null when they were not counted to the end.</param>
public sealed record ReportedFacts(string Product, string ApiLevel, string Account, int? Projects, WebhookRight Webhooks);
