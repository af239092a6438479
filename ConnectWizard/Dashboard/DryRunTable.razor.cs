using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>What works and what doesn't with what was tried, for each build profile. Each warning says what won't work, and who can change it.</summary>
public sealed partial class DryRunTable
{
    /// <summary>More rows are in an area that scrolls.</summary>
    private const int MaxRows = 20;

    private static readonly string[] Columns = ["Read", "Clone", "Branch", "Webhooks"];

    /// <summary>Those that would stop working come first.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<DryRunRow> Rows { get; set; }

    /// <summary>Profiles whose repository isn't found stay where they are.</summary>
    [Parameter]
    public bool IsMove { get; set; }

    private bool IsLong => Rows.Count > MaxRows;

    private static string NameOf(RepositoryChoice repository) => $"{repository.Project} / {repository.Name}";

    private IEnumerable<(Tone Tone, string Words)> CellsOf(DryRunRow row) => row.Repository is null
        ? [(Tone.Bad, Text["No"]), .. Enumerable.Repeat((Tone.Neutral, Text["NotTried"].Value), Columns.Length - 1)]
        : [
            (Tone.Good, Text["Yes"]),
            row.CloneProblem is null ? (Tone.Good, Text["Yes"]) : (Tone.Bad, Text["No"]),
            row.HasBranch ? (Tone.Good, Text["Yes"]) : (Tone.Warning, Text["NotFound"]),
            WebhooksOf(row),
        ];

    private (Tone Tone, string Words) WebhooksOf(DryRunRow row) => row switch
    {
        { UsesWebhooks: false } => (Tone.Neutral, Text["NotUsed"]),
        { HiddenWebhooks: > 0 } => (Tone.Warning, Text["Hidden", row.HiddenWebhooks]),
        { Webhooks: WebhookPermission.You } => (Tone.Good, Text["Yes"]),
        { Webhooks: WebhookPermission.Unknown } => (Tone.Warning, Text["Unknown"]),
        _ => (Tone.Warning, Text["CannotEdit"]),
    };

    private IEnumerable<string> WarningsOf(DryRunRow row)
    {
        if (row.Problem is { } missing)
            yield return Sentence(missing, IsMove ? "Missing.Stays" : "Missing.Stops");
        if (row.Repository is not { } found)
            yield break;
        if (row.CloneProblem is { } problem)
            yield return Sentence(problem, "Clone.Stops");
        if (!row.HasBranch)
            yield return Text["Branch.Stops", row.Profile.Branch];
        if (row.UsesWebhooks && (row.HiddenWebhooks > 0 || row.Webhooks != WebhookPermission.You))
            yield return Text[WebhookWarningOf(row), found.Project];
    }

    private static string WebhookWarningOf(DryRunRow row) => row switch
    {
        { HiddenWebhooks: > 0 } => "Hidden.Stops",
        { Webhooks: WebhookPermission.Administrator } => "Administrator.Stops",
        { Webhooks: WebhookPermission.No } => "Token.Stops",
        _ => "Unknown.Stops",
    };

    /// <summary>What is the matter, what comes of it, and who can change it.</summary>
    private string Sentence(Problem problem, string consequence) =>
        $"{ProblemText.For(problem).What} {Text[consequence]} {ProblemText.WhoOf(problem)}.";
}
