using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>
/// One turn over the hooks of one connection, with one credential, under its lease: not more than three requests at once, and one listing
/// however many repositories.
/// </summary>
/// <param name="Connection">The connection.</param>
/// <param name="Token">Its credential, or an administrator's for its collection, which is not kept.</param>
/// <param name="ByAdministrator">Whose hooks are placed: those that wait for an administrator, or those that do not.</param>
internal sealed record SubscriptionSync(Connection Connection, Secret Token, bool ByAdministrator = false)
{
    /// <summary>How many requests a turn has under way.</summary>
    public const int Concurrency = 3;

    private volatile Problem? _stop;

    public ServerTarget Target => Connection.Target;

    /// <summary>
    /// What keeps the server from answering anything else either: no further request is sent then, so that neither a server that is down
    /// nor a token that is refused is asked once for each hook.
    /// </summary>
    public Problem? Stop => _stop;

    /// <summary>Runs <paramref name="work"/> for each of <paramref name="items"/>, some at once.</summary>
    public static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(items, options, async (item, cancellation) => await work(item, cancellation));
    }

    /// <summary>Notes a problem that is not the single hook's own.</summary>
    public Problem Note(Problem problem)
    {
        if (!HookProblems.AreOfOneHook(problem.Code))
            _stop = problem;
        return problem;
    }

    /// <summary>Sends a request unless the turn was stopped before.</summary>
    public async Task<Result<T>> AskAsync<T>(Func<ServerTarget, Secret, Task<Result<T>>> ask)
    {
        if (Stop is { } stop)
            return stop;
        var answered = await ask(Target, Token);
        return answered.Succeeded ? answered : Note(answered.Problem);
    }

    /// <summary>Whether a hook is this turn's to place, or to test with another secret.</summary>
    public bool Places(Hook hook, DateTimeOffset now) =>
        hook.ByAdministrator == ByAdministrator && (IsDue(hook, HookState.Planned, now) || HookTests.IsLost(hook, now));

    /// <summary>Whether something is to be done about a hook in this state now.</summary>
    public static bool IsDue(Hook hook, HookState state, DateTimeOffset now) => hook.State == state && !(hook.NextTryAt > now);
}
