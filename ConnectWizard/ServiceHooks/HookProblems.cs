using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks;

/// <summary>Which problems a hook has from where, and what follows from them.</summary>
internal static class HookProblems
{
    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    /// <summary>Our own address is checked again this often: no request is sent for it.</summary>
    private static readonly TimeSpan AddressInterval = TimeSpan.FromMinutes(10);

    /// <param name="problem">Why it failed.</param>
    /// <param name="attempts">How often it had failed before.</param>
    /// <returns>How long to wait before trying again; null where waiting changes nothing.</returns>
    public static TimeSpan? RetryAfter(Problem problem, int attempts) => problem.Code switch
    {
        ProblemCode.WebhookTargetLocal => AddressInterval,
        _ when MayPass(problem.Code) => BackOff.After(attempts + 1, problem.RetryAfter),
        _ => null,
    };

    /// <summary>Found by looking at the subscription, so that a later look may find it gone.</summary>
    public static bool AreOfAPoll(ProblemCode? code) => code is ProblemCode.WebhookOnProbation or ProblemCode.WebhookDisabledBySystem
        or ProblemCode.WebhookDisabledByUser or ProblemCode.WebhookCreatorGone or ProblemCode.WebhookMissing
        or ProblemCode.WebhookAddressChanged or ProblemCode.WebhookSecretMismatch;

    /// <summary>Asking again later may help, without anybody doing anything.</summary>
    public static bool MayPass(ProblemCode code) => code is ProblemCode.Throttled or ProblemCode.ServerError or ProblemCode.TimedOut
        or ProblemCode.ConnectionRefused or ProblemCode.ConnectionReset or ProblemCode.Unreachable or ProblemCode.NameUnknown
        or ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered or ProblemCode.BrokenAnswer or ProblemCode.CollectionStopped
        or ProblemCode.UnexpectedAnswer or ProblemCode.WebhooksUnknown;

    /// <summary>About a single hook: others of the same connection may fare better.</summary>
    public static bool AreOfOneHook(ProblemCode code) => code is ProblemCode.WebhooksNotAllowed or ProblemCode.WebhookTargetRefused
        or ProblemCode.WebhookMissing or ProblemCode.WebhookUnconfirmed or ProblemCode.RepositoryUnknown or ProblemCode.UnexpectedAnswer;

    /// <summary>The request may have been carried out though its answer is lost: a proxy gave up, a connection broke, the answer makes no sense.</summary>
    public static bool MayHaveHappened(ProblemCode code) => code is ProblemCode.TimedOut or ProblemCode.ConnectionReset or ProblemCode.ServerError
        or ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered or ProblemCode.BrokenAnswer or ProblemCode.AnswerTooLarge
        or ProblemCode.UnexpectedAnswer or ProblemCode.NotAzureDevOps;
}
