using ConnectWizard.Storage.Keys;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectWizard.Storage;

/// <summary>The database can be read, and the keys that open its secrets are there.</summary>
internal sealed class StoreHealthCheck(Database database, IDialect dialect, KeyRingCheck keys) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await database.IsAvailableAsync(cancellationToken))
            return HealthCheckResult.Unhealthy($"The database {dialect.Name} can't be read. The log says why.");
        return keys.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The keys are not open yet.");
    }
}
