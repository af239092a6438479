using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>Sends the requests of one synchronization of one connection: as many at once as a host gets, and none after a problem that concerns them all.</summary>
/// <param name="Token">The connection's credential, or an administrator's, which is not kept.</param>
internal sealed record SubscriptionClient(Connection Connection, Secret Token, bool ByAdministrator = false)
{
    private volatile Problem? _stop;

    public ServerTarget Target => Connection.Target;

    /// <summary>Stops the client, so that a server that is down isn't asked once for each hook.</summary>
    public Problem? Stop => _stop;

    public static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = OutboundHttp.ConnectionsPerHost, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(items, options, async (item, cancellation) => await work(item, cancellation));
    }

    public Problem StopOn(Problem problem)
    {
        if (!HookProblems.IsOfOneHook(problem.Code))
            _stop = problem;
        return problem;
    }

    public async Task<Result<T>> SendAsync<T>(Func<ServerTarget, Secret, Task<Result<T>>> ask)
    {
        if (Stop is { } stop)
            return stop;
        var answered = await ask(Target, Token);
        return answered.Succeeded ? answered : StopOn(answered.Problem);
    }

    /// <summary>Whether a hook is to be provisioned now, or tested with another secret.</summary>
    public bool Provisions(Hook hook, DateTimeOffset now) =>
        hook.ByAdministrator == ByAdministrator && (IsDue(hook, HookState.Planned, now) || TestNotifications.IsLost(hook, now));

    public static bool IsDue(Hook hook, HookState state, DateTimeOffset now) => hook.State == state && !(hook.NextTryAt > now);
}
