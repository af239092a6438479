using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Repositories;

namespace ConnectWizard.Checks;

/// <summary>
/// Whether the account may create webhooks, asked of the permission query and never by trying. Lacking the right fails nothing: there is a way on
/// without.
/// </summary>
internal sealed class WebhooksRung(IAzureDevOpsGateway gateway, CheckRun run, Secret token)
{
    public async Task AskAsync(Task<ProjectCount?> listing)
    {
        if (await listing is not { } count)
        {
            return;
        }

        run.Start(RungCode.Webhooks);
        IReadOnlyList<Project> projects = count.Preferred is { } preferred ? [preferred] : count.First;
        var answer = await run.AskAsync(RungCode.Webhooks, cancellation => gateway.AskWebhookRightAsync(run.Target, token, [.. projects.Select(project => project.Id)], cancellation));
        if (answer?.Problem is { } problem)
        {
            Report(problem);
        }
        else if (answer?.Value is { } rights)
        {
            Decide(projects, rights);
        }
    }

    private void Decide(IReadOnlyList<Project> projects, IReadOnlyDictionary<Guid, bool> rights)
    {
        var allowed = projects.Count(project => rights.GetValueOrDefault(project.Id));
        run.Webhooks = allowed == 0 ? WebhookRight.NotAllowed : allowed == projects.Count ? WebhookRight.Allowed : WebhookRight.Partly;
        (string, string)[] counts = [("allowed", allowed.ToString(CultureInfo.InvariantCulture)), ("asked", projects.Count.ToString(CultureInfo.InvariantCulture))];
        var evidence = projects.Take(10).Select(project => new Evidence(project.Name, rights.GetValueOrDefault(project.Id) ? "Edit Subscriptions: yes" : "Edit Subscriptions: no"));
        if (allowed == 0)
        {
            var problem = new Problem(ProblemCode.WebhooksNotAllowed).Seen(evidence);
            run.Warn(RungCode.Webhooks, projects.Count == 1 ? problem.With("project", projects[0].Name) : problem);
        }
        else if (allowed < projects.Count)
        {
            run.Ladder.Pass(RungCode.Webhooks, RungText.Sentence(RungCode.Webhooks, "partly", counts), evidence);
        }
        else
        {
            run.Pass(RungCode.Webhooks, evidence, counts);
        }
    }

    private void Report(Problem problem)
    {
        if (problem.Code == ProblemCode.Throttled)
        {
            run.Fail(RungCode.Webhooks, problem);
        }
        else
        {
            run.Warn(RungCode.Webhooks, new Problem(ProblemCode.WebhooksUnknown) { Arguments = problem.Arguments, Evidence = problem.Evidence });
        }
    }
}
