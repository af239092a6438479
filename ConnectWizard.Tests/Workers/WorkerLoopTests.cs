using Shouldly;
using Xunit;

namespace ConnectWizard.Workers;

public sealed class WorkerLoopTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SemaphoreSlim _runs = new(0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task It_runs_at_once_at_a_signal_and_after_the_longest_wait()
    {
        var loop = new WorkerLoop<WorkerLoopTests>(_time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = RunAsync(loop, stop.Token);
        await _runs.WaitAsync(Ct);

        loop.Signal();
        await _runs.WaitAsync(Ct);
        while (!await _runs.WaitAsync(TimeSpan.FromMilliseconds(10), Ct))
            _time.Advance(TimeSpan.FromMinutes(1));

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task A_run_that_fails_does_not_end_the_loop()
    {
        var loop = new WorkerLoop<WorkerLoopTests>(_time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var failures = new List<Exception>();
        var running = loop.RunAsync(_ => throw new InvalidOperationException("A bug."), () => TimeSpan.FromMinutes(1), Note, stop.Token);
        await _runs.WaitAsync(Ct);

        loop.Signal();
        await _runs.WaitAsync(Ct);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        failures.Count.ShouldBe(2);

        void Note(Exception failure)
        {
            failures.Add(failure);
            _runs.Release();
        }
    }

    [Fact]
    public async Task Signals_after_the_end_of_the_process_do_nothing()
    {
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        services.AddWorkers();
        var provider = Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(services);
        var loop = (WorkerLoop<WorkerLoopTests>)provider.GetService(typeof(WorkerLoop<WorkerLoopTests>))!;

        await provider.DisposeAsync();

        Should.NotThrow(loop.Signal);
        Should.NotThrow(loop.Signal);
    }

    private Task RunAsync(WorkerLoop<WorkerLoopTests> loop, CancellationToken stoppingToken) =>
        loop.RunAsync(_ => Task.FromResult(_runs.Release()), () => TimeSpan.FromMinutes(1), failure => throw failure, stoppingToken);
}
