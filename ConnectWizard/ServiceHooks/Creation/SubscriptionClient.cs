using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>
/// Sends the requests of one synchronization of one connection, with one credential: at most three at once, and none after a problem that
/// concerns them all.
/// </summary>
/// <param name="Token">Its credential, or an administrator's for its collection, which is not kept.</param>
/// <param name="ByAdministrator">Whose hooks are provisioned: those that wait for an administrator, or those that do not.</param>
internal sealed record SubscriptionClient(Connection Connection, Secret Token, bool ByAdministrator = false)
{
    public const int Concurrency = 3;

    private volatile Problem? _stop;

    public ServerTarget Target => Connection.Target;

    /// <summary>
    /// The problem that stopped the client, so that neither a server that is down nor a token that is refused is asked once for each hook.
    /// </summary>
    public Problem? Stop => _stop;

    /// <summary>Runs <paramref name="work"/> for each of <paramref name="items"/>, some at once.</summary>
    public static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(items, options, async (item, cancellation) => await work(item, cancellation));
    }

    /// <summary>Stops the client at a problem that is not a single hook's own.</summary>
    public Problem StopOn(Problem problem)
    {
        if (!HookProblems.IsOfOneHook(problem.Code))
            _stop = problem;
        return problem;
    }

    /// <summary>Sends a request unless the client was stopped.</summary>
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

    /// <summary>Whether something is to be done about a hook in this state now.</summary>
    public static bool IsDue(Hook hook, HookState state, DateTimeOffset now) => hook.State == state && !(hook.NextTryAt > now);
}
