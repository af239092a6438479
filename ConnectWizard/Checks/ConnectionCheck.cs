using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Checks;

/// <summary>
/// Runs the items: the way there, what answers, who the token is, and then what the token can do, in three chains side by side:
/// version; projects,
/// then webhooks; a repository, then links and Git. So no more than three questions are open at once.
/// </summary>
public sealed class ConnectionCheck(
    ITransportProbe probe,
    IAzureDevOpsGateway gateway,
    IRepositoryGateway repositories,
    IServiceHooksGateway hooks,
    CheckPolicy policy,
    OutboundTimeouts timeouts,
    TimeProvider time,
    ILogger<ConnectionCheck> logger) : IConnectionCheck
{
    public async Task<CheckResult> RunAsync(CheckSubject subject, Action<CheckItem> changed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = time.GetTimestamp();
        using var run = new CheckRun(subject, policy, timeouts.Item, time, changed, cancellationToken);
        var arrived = await new TransportChecks(probe, run).RunAsync() && await new SignInChecks(gateway, run).AskAsync();
        if (arrived)
            await ExploreAsync(run);

        var items = run.End();
        var result = new CheckResult(items, run.Target, items.Any(item => item.State == CheckItemState.Failed) ? null : Facts(run, items));
        Log(result, time.GetElapsedTime(started));
        return result;
    }

    private async Task ExploreAsync(CheckRun run)
    {
        var token = run.Token!;
        var repository = new RepositorySearch(repositories, run, token).RunAsync();
        var projects = new ProjectsCheck(repositories, run, token);
        var listing = projects.ListAsync();
        await Task.WhenAll(
            new VersionCheck(gateway, run).AskAsync(token),
            projects.DecideAsync(listing, repository),
            new WebhooksCheck(gateway, hooks, run, token).AskAsync(listing),
            new LinksCheck(run).CompareAsync(repository),
            new GitCheck(gateway, run, token).AskAsync(repository));
    }

    private CheckedFacts Facts(CheckRun run, IReadOnlyList<CheckItem> items) => new(
        run.Account!.AccountId,
        run.Account.AccountName,
        run.Account.AccountLogin,
        run.Version?.Product ?? (run.IsServices ? VersionCheck.ServicesProduct : "Azure DevOps Server"),
        run.Version?.ApiLevel ?? "",
        run.Projects,
        run.Webhooks,
        [.. items.Where(item => item.State == CheckItemState.Warned).Select(item => item.Problem!.Code)],
        time.GetUtcNow());

    private void Log(CheckResult result, TimeSpan took)
    {
        var target = result.Target?.Url.AbsoluteUri;
        if (result.Failure is { } problem)
            ChecksLog.CheckFailed(logger, target, problem.Code, took.TotalMilliseconds);
        else
            ChecksLog.CheckPassed(logger, target, took.TotalMilliseconds);
    }
}
