namespace ConnectWizard.Checks;

/// <summary>A check that ended, with its report for support.</summary>
public sealed record CheckRunResult(CheckResult Result, CheckReport Report)
{
    /// <summary>Runs a check and makes its report, which knows the token that it leaves out.</summary>
    public static async Task<CheckRunResult> RunAsync(
        IConnectionCheck check, CheckSubject subject, Action<CheckItem> changed, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(time);
        var result = await check.RunAsync(subject, changed, cancellationToken);
        return new CheckRunResult(result, CheckReport.Of(result, time.GetUtcNow(), subject.Token));
    }
}
