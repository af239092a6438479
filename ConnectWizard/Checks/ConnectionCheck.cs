using ConnectWizard.Connections;
using ConnectWizard.Connections.Hooks;

namespace ConnectWizard.Checks;

/// <summary>
/// Climbs the ladder: the way there, what answers, who the token is, and then what the token can do, in three chains side by side:
/// version; projects,
/// then webhooks; a repository, then links and Git. So no more than three questions are open at once.
/// </summary>
public sealed class ConnectionCheck(
    ITransportProbe probe,
    IAzureDevOpsGateway gateway,
    IServiceHooksGateway hooks,
    CheckPolicy policy,
    TimeProvider time,
    ILogger<ConnectionCheck> logger) : IConnectionCheck
{
    /// <inheritdoc />
    public async Task<CheckResult> RunAsync(CheckSubject subject, Action<Rung> changed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = time.GetTimestamp();
        using var run = new CheckRun(subject, policy, time, changed, cancellationToken);
        var arrived = await new WayThere(probe, run).WalkAsync() && await new SignInRungs(gateway, run).AskAsync();
        if (arrived)
        {
            await ExploreAsync(run);
        }

        var rungs = run.End();
        var result = new CheckResult(rungs, run.Target, rungs.Any(rung => rung.State == RungState.Failed) ? null : Facts(run, rungs));
        Log(result, time.GetElapsedTime(started));
        return result;
    }

    private async Task ExploreAsync(CheckRun run)
    {
        var token = run.Token!;
        var repository = new RepositorySearch(gateway, run, token).RunAsync();
        var projects = new ProjectsRung(gateway, run, token);
        var listing = projects.ListAsync();
        await Task.WhenAll(
            new VersionRung(gateway, run).AskAsync(token),
            projects.DecideAsync(listing, repository),
            new WebhooksRung(gateway, hooks, run, token).AskAsync(listing),
            new LinksRung(run).CompareAsync(repository),
            new GitRung(gateway, run, token).AskAsync(repository));
    }

    private CheckedFacts Facts(CheckRun run, IReadOnlyList<Rung> rungs) => new(
        run.Account!.AccountId,
        run.Account.AccountName,
        run.Account.AccountLogin,
        run.Version?.Product ?? (run.IsServices ? VersionRung.ServicesProduct : "Azure DevOps Server"),
        run.Version?.ApiLevel ?? "",
        run.Projects,
        run.Webhooks,
        [.. rungs.Where(rung => rung.State == RungState.Warned).Select(rung => rung.Problem!.Code)],
        time.GetUtcNow());

    private void Log(CheckResult result, TimeSpan took)
    {
        var target = result.Target?.Url.AbsoluteUri;
        if (result.Failure is { } problem)
        {
            ChecksLog.CheckFailed(logger, target, problem.Code, took.TotalMilliseconds);
        }
        else
        {
            ChecksLog.CheckPassed(logger, target, took.TotalMilliseconds);
        }
    }
}
