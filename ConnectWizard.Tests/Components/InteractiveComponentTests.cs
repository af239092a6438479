using Bunit;
using Microsoft.AspNetCore.Components;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

public sealed class InteractiveComponentTests : BunitContext
{
    [Fact]
    public async Task A_token_that_is_read_after_the_component_was_removed_is_a_canceled_one()
    {
        var component = new Sample();

        await component.DisposeAsync();

        component.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Work_that_goes_on_after_the_component_was_removed_is_canceled_and_does_not_fail()
    {
        var (component, waiting) = (new Sample(), new TaskCompletionSource());
        var work = component.RunAsync(async () =>
        {
            await waiting.Task;
            await Task.Delay(Timeout.Infinite, component.Token);
        });

        await component.DisposeAsync();
        waiting.SetResult();

        await Should.ThrowAsync<OperationCanceledException>(work);
    }

    [Fact]
    public async Task An_action_runs_once_at_a_time_and_again_after_its_end_even_by_a_failure()
    {
        var (component, waiting, runs) = (new Sample(), new TaskCompletionSource(), 0);
        var first = component.RunAsync(() =>
        {
            runs++;
            return waiting.Task;
        });
        await component.RunAsync(() => Task.FromResult(runs++));
        runs.ShouldBe(1);

        waiting.SetException(new InvalidOperationException());
        await Should.ThrowAsync<InvalidOperationException>(first);
        await component.RunAsync(() => Task.FromResult(runs++));
        runs.ShouldBe(2);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Controls_are_disabled_without_a_circuit(bool isInteractive, bool isDisabled)
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive));
        Render<Sample>().Instance.IsOff.ShouldBe(isDisabled);
    }

    [Fact]
    public async Task Controls_are_disabled_while_an_action_runs()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var (component, waiting) = (Render<Sample>().Instance, new TaskCompletionSource());
        var action = component.RunAsync(() => waiting.Task);
        component.IsOff.ShouldBeTrue();
        waiting.SetResult();
        await action;
        component.IsOff.ShouldBeFalse();
    }

    private sealed class Sample : InteractiveComponent
    {
        public CancellationToken Token => CancellationToken;

        public bool IsOff => IsDisabled;

        public Task RunAsync(Func<Task> action) => WhileBusyAsync(action);
    }
}
