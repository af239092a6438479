using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Checks;

/// <summary>Whether the account and its token may create webhooks, asked and never tried. Without the right the check goes on: polling needs none.</summary>
internal sealed class WebhooksCheck(IServiceHooksGateway hooks, CheckRun run, Secret token)
{
    private const int MaxEvidence = 10;
    private const string Yes = "Edit Subscriptions: yes";
    private const string No = "Edit Subscriptions: no";

    public async Task AskAsync(Task<ProjectCount?> listing)
    {
        if (await listing is not { } count)
            return;

        run.Start(CheckItemId.Webhooks);
        IReadOnlyList<Project> projects = count.Preferred is { } preferred ? [preferred] : count.First;
        Guid[] ids = [.. projects.Select(project => project.Id)];
        var asked = await run.AskAsync(
            CheckItemId.Webhooks, cancellation => WebhookPermissionCheck.AskAsync(hooks, run.Target, token, ids, cancellation));
        if (asked?.Problem is { } problem)
        {
            Report(problem);
        }
        else if (asked?.Value is { TokenLacks: { } missing })
        {
            run.Webhooks = WebhookRight.NotAllowed;
            run.Warn(CheckItemId.Webhooks, missing);
        }
        else if (asked?.Value is { } rights)
        {
            Decide(projects, rights.Person);
        }
    }

    private void Decide(IReadOnlyList<Project> projects, IReadOnlyDictionary<Guid, bool> rights)
    {
        var allowed = projects.Count(project => rights.GetValueOrDefault(project.Id));
        run.Webhooks = allowed == 0 ? WebhookRight.NotAllowed : allowed == projects.Count ? WebhookRight.Allowed : WebhookRight.Partly;
        (string, string)[] counts = [("allowed", Text(allowed)), ("asked", Text(projects.Count))];
        var evidence = projects.Take(MaxEvidence).Select(project => new Evidence(project.Name, rights.GetValueOrDefault(project.Id) ? Yes : No));
        if (allowed == 0)
        {
            var problem = new Problem(ProblemCode.WebhooksNotAllowed).WithEvidence(evidence);
            run.Warn(CheckItemId.Webhooks, projects.Count == 1
                ? problem.With("project", projects[0].Name)
                : problem.With(ProblemText.Variant, "several").With("projects", Text(projects.Count)));
        }
        else if (allowed < projects.Count)
        {
            run.PassAs(CheckItemId.Webhooks, "partly", evidence, counts);
        }
        else
        {
            run.PassAs(CheckItemId.Webhooks, projects.Count == 1 ? "one" : "passed", evidence, [.. counts, ("project", projects[0].Name)]);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Report(Problem problem)
    {
        if (problem.Code == ProblemCode.Throttled)
            run.Fail(CheckItemId.Webhooks, problem);
        else
            run.Warn(CheckItemId.Webhooks, problem with { Code = ProblemCode.WebhooksUnknown });
    }
}
