using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks;

internal static class HookProblems
{
    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    /// <summary>Our own address is checked without a request.</summary>
    private static readonly TimeSpan AddressInterval = TimeSpan.FromMinutes(10);

    /// <returns>Null where waiting changes nothing.</returns>
    public static TimeSpan? RetryAfter(Problem problem, int attempts) => problem.Code switch
    {
        ProblemCode.WebhookTargetLocal => AddressInterval,
        _ when IsTransient(problem.Code) => BackOff.After(attempts + 1, problem.RetryAfter),
        _ => null,
    };

    /// <summary>Found by a health check, so that a later one may find it gone.</summary>
    public static bool IsFromHealthCheck(ProblemCode? code) => code is ProblemCode.WebhookOnProbation or ProblemCode.WebhookDisabledBySystem
        or ProblemCode.WebhookDisabledByUser or ProblemCode.WebhookCreatorGone or ProblemCode.WebhookMissing
        or ProblemCode.WebhookAddressChanged or ProblemCode.WebhookSecretMismatch
        or ProblemCode.WebhookInputsChanged or ProblemCode.WebhookSilent or ProblemCode.WebhookRetrying;

    /// <summary>Only an event proves that it is over.</summary>
    public static bool EndsWithEvent(ProblemCode? code) =>
        code is ProblemCode.WebhookInputsChanged or ProblemCode.WebhookSilent or ProblemCode.WebhookUnreadable;

    public static bool IsTransient(ProblemCode code) => code is ProblemCode.Throttled or ProblemCode.ServerError or ProblemCode.TimedOut
        or ProblemCode.ConnectionRefused or ProblemCode.ConnectionReset or ProblemCode.Unreachable or ProblemCode.NameUnknown
        or ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered or ProblemCode.BrokenAnswer or ProblemCode.CollectionStopped
        or ProblemCode.UnexpectedAnswer or ProblemCode.WebhooksUnknown;

    /// <summary>Other hooks of the same connection may fare better.</summary>
    public static bool IsOfOneHook(ProblemCode code) => code is ProblemCode.WebhooksNotAllowed or ProblemCode.WebhookTargetRefused
        or ProblemCode.WebhookMissing or ProblemCode.WebhookUnconfirmed or ProblemCode.WebhookInputsChanged or ProblemCode.WebhookDisabledBySystem or ProblemCode.RepositoryUnknown or ProblemCode.UnexpectedAnswer;

    /// <summary>The request may have been carried out though its answer is lost.</summary>
    public static bool MayHaveSucceeded(ProblemCode code) => code is ProblemCode.TimedOut or ProblemCode.ConnectionReset or ProblemCode.ServerError
        or ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered or ProblemCode.BrokenAnswer or ProblemCode.AnswerTooLarge
        or ProblemCode.UnexpectedAnswer or ProblemCode.NotAzureDevOps;
}
