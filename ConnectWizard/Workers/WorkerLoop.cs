using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Workers;

/// <summary>Repeats the work of a background service: when it is signalled, and after a time without a signal. Signals during a run lead to one more run.</summary>
internal sealed class WorkerLoop<TWorker>(TimeProvider time, WorkerHealthCheck? health = null)
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Does nothing after the process has stopped.</summary>
    public void Signal() => _signals.Writer.TryWrite(true);

    /// <summary>Runs until the process stops. A run that fails ends neither the loop nor the process.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, Func<TimeSpan> maxWait, Action<Exception> failed, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var hasFailed = false;
            health?.Began(typeof(TWorker).Name);
            try
            {
                await work(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                hasFailed = true;
                failed(e);
            }

            health?.Ended(typeof(TWorker).Name, hasFailed);

            await WaitAsync(maxWait(), stoppingToken);
        }
    }

    private async Task WaitAsync(TimeSpan maxWait, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(maxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        try
        {
            await _signals.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // No signal came in time, which starts a run as well.
        }
    }
}

internal static class WorkerServices
{
    /// <summary>Calling it again adds nothing.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(typeof(WorkerLoop<>));
        services.TryAddSingleton<LeaseRunner>();
        if (services.All(service => service.ServiceType != typeof(WorkerHealthCheck)))
            services.AddSingleton<WorkerHealthCheck>().AddHealthChecks().AddCheck<WorkerHealthCheck>("workers");
        return services;
    }
}
