using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>When what failed is tried again.</summary>
internal static class HookBackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    /// <summary>Our own address is looked at again this often: no request is sent for it.</summary>
    private static readonly TimeSpan PublicEndpoint = TimeSpan.FromMinutes(10);

    /// <param name="problem">Why it failed; what the server asks to wait is waited.</param>
    /// <param name="attempts">How often it had failed before.</param>
    /// <returns>How long to wait; null where nothing changes by waiting.</returns>
    public static TimeSpan? WaitAfter(Problem problem, int attempts)
    {
        if (problem.Code == ProblemCode.WebhookTargetLocal)
            return PublicEndpoint;
        if (!HookProblems.MayPass(problem.Code))
            return null;
        var wait = First * Math.Pow(2, Math.Min(attempts, 10));
        var asked = problem.RetryAfter ?? TimeSpan.Zero;
        return wait > MaxDelay ? Max(MaxDelay, asked) : Max(wait, asked);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
