using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Startup;

namespace ConnectWizard.Checks;

/// <summary>
/// Runs the transport items, then sign-in, then three chains concurrently: version; projects and webhooks; a repository, links and Git. So
/// no more than three requests are open at once.
/// </summary>
public sealed class ConnectionCheck(
    ITransportProbe probe,
    IAzureDevOpsGateway gateway,
    IRepositoryGateway repositories,
    IServiceHooksGateway hooks,
    CheckPolicy policy,
    CheckRateLimiter limiter,
    OutboundTimeouts timeouts,
    TimeProvider time,
    ILogger<ConnectionCheck> logger) : IConnectionCheck
{
    public async Task<CheckResult> RunAsync(CheckSubject subject, Action<CheckItem> changed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = Instruments.Activities.StartActivity("connection check");
        var started = time.GetTimestamp();
        using var run = new CheckRun(subject, policy, timeouts.Item, time, changed, cancellationToken);
        var arrived = await new TransportChecks(probe, limiter, run).RunAsync() && await new SignInChecks(gateway, run).AskAsync();
        if (arrived)
            await ExploreAsync(run);

        var items = run.End();
        var result = new CheckResult(items, run.Target, items.Any(item => item.State == CheckItemState.Failed) ? null : Facts(run, items));
        Log(result, time.GetElapsedTime(started));
        var problem = result.Problem is { } told ? ProblemCatalog.Name(told.Code) : null;
        Instruments.CheckEnded(!result.Passed ? "failed" : problem is null ? "passed" : "warned", problem, activity);
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
            new WebhooksCheck(hooks, run, token).AskAsync(listing),
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
        time.GetUtcNow())
    { InstanceId = run.Account.CollectionId };

    private void Log(CheckResult result, TimeSpan took)
    {
        var target = result.Target?.Url.AbsoluteUri;
        if (result.Failure is { } problem)
            ChecksLog.CheckFailed(logger, target, problem.Code, took.TotalMilliseconds);
        else
            ChecksLog.CheckPassed(logger, target, took.TotalMilliseconds);
    }
}

/// <param name="MinimumServerYear">The lowest accepted Azure DevOps Server, by its year: 2020.</param>
public sealed record CheckPolicy(int MinimumServerYear)
{
    /// <summary>The addresses that this installation connects from, for a firewall's administrator; empty where not configured.</summary>
    public IReadOnlyList<string> OutboundAddresses { get; init; } = [];

    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Projects that are asked about webhooks where none is preferred.</summary>
    public int WebhookProjects { get; init; } = 50;

    /// <summary>Where counting projects stops.</summary>
    public int MaxProjects { get; init; } = 10_000;

    /// <summary>Where looking for a repository that can be read stops.</summary>
    public int MaxRepositories { get; init; } = 1_000;
}

internal static partial class ChecksLog
{
    [LoggerMessage(1, LogLevel.Information, "Checked {Target}: passed in {Milliseconds} ms")]
    public static partial void CheckPassed(ILogger logger, string? target, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "Checked {Target}: failed with {Problem} in {Milliseconds} ms")]
    public static partial void CheckFailed(ILogger logger, string? target, ProblemCode problem, double milliseconds);
}
