using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>Time and cancellation, on a clock that the test moves.</summary>
public sealed class ConnectionCheckTimeoutTests
{
    private readonly CheckFixture _fixture = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_that_takes_10_seconds_fails_and_is_named()
    {
        _fixture.Probe.ConnectAsync(default!, Cancellation).ReturnsForAnyArgs(_ => Hang<System.Net.IPEndPoint>());
        var check = _fixture.RunAsync(Cancellation);
        await _reached.Task;

        _fixture.Time.Advance(TimeSpan.FromSeconds(9.9));
        check.IsCompleted.ShouldBeFalse();
        _fixture.Time.Advance(TimeSpan.FromSeconds(0.1));

        var item = (await check).Items[(int)CheckItemId.Port];
        item.Took.ShouldBe(TimeSpan.FromSeconds(10));
        ProblemText.For(item.Problem!).What.ShouldBe("Port: no answer from s.example within 10 seconds.");
    }

    [Fact]
    public async Task A_whole_check_that_takes_45_seconds_fails_where_it_stands()
    {
        var bench = new CheckFixture { Timeouts = new OutboundTimeouts { Item = TimeSpan.FromMinutes(1) } };
        bench.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => Hang<AuthenticatedUser>());
        var check = bench.RunAsync(Cancellation);
        await _reached.Task;

        bench.Time.Advance(TimeSpan.FromSeconds(45));

        var result = await check;
        result.Items.Where(item => item.State == CheckItemState.Failed).ShouldHaveSingleItem().Problem!.Code.ShouldBe(ProblemCode.TimedOut);
        result.Failure!.Arguments["seconds"].ShouldBe("45");
    }

    [Fact]
    public async Task Leaving_ends_the_check_even_if_an_answer_never_comes()
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        _fixture.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => Hang<ServerVersion>());
        var check = _fixture.RunAsync(left.Token);
        await _reached.Task;

        await left.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(check);
    }

    [Fact]
    public async Task A_check_that_was_left_before_it_began_asks_nobody()
    {
        await Should.ThrowAsync<OperationCanceledException>(_fixture.RunAsync(new CancellationToken(canceled: true)));

        _fixture.Probe.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Projects_that_were_seen_count_although_the_list_did_not_end()
    {
        _fixture.Repositories.ListProjectsAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => OneAndNoEnd());
        var others = new CountdownEvent(3);
        var check = _fixture.RunAsync(Cancellation, item =>
        {
            if (item is { Code: CheckItemId.Version or CheckItemId.Links or CheckItemId.Git, State: CheckItemState.Passed })
                others.Signal();
        });
        await _reached.Task;
        others.Wait(Cancellation);

        _fixture.Time.Advance(TimeSpan.FromSeconds(10));

        var result = await check;
        result.Passed.ShouldBeTrue();
        result.Facts!.Projects.ShouldBeNull();
        result.Items[(int)CheckItemId.Projects].Sentence.ShouldBe("The token sees more than 1 projects.");
    }

    [Fact]
    public async Task No_more_than_three_questions_are_open_at_once()
    {
        var open = 0;
        var most = 0;
        async Task<Result<T>> CountAsync<T>(T value)
        {
            InterlockedMax(ref most, Interlocked.Increment(ref open));
            await Task.Yield();
            Interlocked.Decrement(ref open);
            return value;
        }

        _fixture.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => CountAsync(CheckFixture.Version(2022)));
        _fixture.Gateway.AskGitAsync(default!, default!, default!, default!, Cancellation).ReturnsForAnyArgs(_ => CountAsync(new GitAnswer(1, [])));
        _fixture.Hooks.AskPermissionAsync(default!, default!, default, default!, Cancellation)
            .ReturnsForAnyArgs(_ => CountAsync(CheckFixture.Rights((CheckFixture.FirstProject, true)).Value!));

        (await _fixture.RunAsync(Cancellation)).Passed.ShouldBeTrue();
        most.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task Changes_are_told_one_at_a_time_and_an_item_is_decided_once()
    {
        var inside = 0;
        await _fixture.RunAsync(Cancellation, _ =>
        {
            Interlocked.Increment(ref inside).ShouldBe(1);
            Interlocked.Decrement(ref inside);
        });

        _fixture.Changes.Where(item => item.State is not CheckItemState.Running).Select(item => item.Code).ShouldBeUnique();
        _fixture.Changes.Select(item => item.Code).Distinct().Count().ShouldBe(15);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    /// <summary>An answer that never comes and does not heed its cancellation.</summary>
    private Task<Result<T>> Hang<T>()
    {
        _reached.TrySetResult();
        return new TaskCompletionSource<Result<T>>().Task;
    }

    private async IAsyncEnumerable<Result<Project>> OneAndNoEnd()
    {
        yield return new Project(CheckFixture.FirstProject, "App");
        await Hang<Project>();
    }
}
