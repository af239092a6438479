using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks;

/// <summary>Classifies the problems of hooks.</summary>
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
        _ when IsTransient(problem.Code) => BackOff.After(attempts + 1, problem.RetryAfter),
        _ => null,
    };

    /// <summary>Found by a health check, so that a later one may find it gone.</summary>
    public static bool IsFromHealthCheck(ProblemCode? code) => code is ProblemCode.WebhookOnProbation or ProblemCode.WebhookDisabledBySystem
        or ProblemCode.WebhookDisabledByUser or ProblemCode.WebhookCreatorGone or ProblemCode.WebhookMissing
        or ProblemCode.WebhookAddressChanged or ProblemCode.WebhookSecretMismatch;

    /// <summary>A retry may help, without anybody doing anything.</summary>
    public static bool IsTransient(ProblemCode code) => code is ProblemCode.Throttled or ProblemCode.ServerError or ProblemCode.TimedOut
        or ProblemCode.ConnectionRefused or ProblemCode.ConnectionReset or ProblemCode.Unreachable or ProblemCode.NameUnknown
        or ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered or ProblemCode.BrokenAnswer or ProblemCode.CollectionStopped
        or ProblemCode.UnexpectedAnswer or ProblemCode.WebhooksUnknown;

    /// <summary>About a single hook: others of the same connection may fare better.</summary>
    public static bool IsOfOneHook(ProblemCode code) => code is ProblemCode.WebhooksNotAllowed or ProblemCode.WebhookTargetRefused
        or ProblemCode.WebhookMissing or ProblemCode.WebhookUnconfirmed or ProblemCode.RepositoryUnknown or ProblemCode.UnexpectedAnswer;

    /// <summary>The request may have been carried out though its answer is lost: a proxy gave up, a connection broke, the answer makes no sense.</summary>
    public static bool MayHaveSucceeded(ProblemCode code) => code is ProblemCode.TimedOut or ProblemCode.ConnectionReset or ProblemCode.ServerError
        or ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered or ProblemCode.BrokenAnswer or ProblemCode.AnswerTooLarge
        or ProblemCode.UnexpectedAnswer or ProblemCode.NotAzureDevOps;
}
