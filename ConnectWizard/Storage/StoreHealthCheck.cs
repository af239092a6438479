using ConnectWizard.Storage.Keys;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectWizard.Storage;

/// <summary>The database answers, and the keys that open its secrets are there.</summary>
internal sealed class StoreHealthCheck(Database database, IDialect dialect, KeyRingCheck keys) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ReadAsync(session => session.FindAsync<long>("SELECT 1"), cancellationToken).WaitAsync(Timeout, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The database {dialect.Name} does not answer: {dialect.Explain(e) ?? e.GetType().Name}");
        }

        return keys.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The keys are not open yet.");
    }
}
