using ConnectWizard.Connections;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Polling;

[Trait("Kind", "Time")]
public sealed class PollTimesTests : RefPollerContext
{
    [Fact]
    public async Task A_profile_that_polls_is_polled_by_its_interval_and_another_by_the_longer_one()
    {
        await PollNowAsync();
        await AfterAsync(TimeSpan.FromMinutes(14));
        _repository.Listings.ShouldBe(1);
        await AfterAsync(TimeSpan.FromMinutes(1));
        _repository.Listings.ShouldBe(2);

        _folder.Sql("UPDATE profiles SET trigger_source = 'Polling'");
        await AfterAsync(TimeSpan.FromMinutes(2));
        _repository.Listings.ShouldBe(3);
        _folder.Sql("UPDATE profiles SET trigger_source = 'None'");
        await AfterAsync(TimeSpan.FromDays(2));
        _repository.Listings.ShouldBe(3);
    }

    [Fact]
    public async Task A_start_and_a_request_poll_at_once()
    {
        await PollNowAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        StartProcess();
        await PollNowAsync();
        _repository.Listings.ShouldBe(2);
        await PollNowAsync();
        _repository.Listings.ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(1));
        _schedule.RequestPoll(_profile.Connection);
        await PollNowAsync();
        _repository.Listings.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_fails_is_left_alone_for_as_long_as_it_asks()
    {
        _repository.Failure = new Problem(ProblemCode.Throttled) { RetryAfter = TimeSpan.FromMinutes(10) };
        await PollNowAsync();
        await AfterAsync(TimeSpan.FromMinutes(9));
        _repository.Listings.ShouldBe(1);

        _repository.Failure = null;
        await AfterAsync(TimeSpan.FromMinutes(1));
        _repository.Listings.ShouldBe(2);
    }

    [Fact]
    public async Task A_poll_that_throws_is_paused_as_one_that_fails()
    {
        _repository.Bug = new InvalidOperationException("A bug.");
        await PollNowAsync();
        await AfterAsync(TimeSpan.FromSeconds(30));
        _repository.Listings.ShouldBe(1);

        _repository.Bug = null;
        await AfterAsync(TimeSpan.FromMinutes(2));
        _repository.Listings.ShouldBe(2);
    }

    [Fact]
    public async Task A_poll_that_never_ends_is_ended_and_paused()
    {
        _repository.HangOnce();
        var polling = PollNowAsync();
        await _repository.Begun.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);

        _time.Advance(LeaseRunner.WorkTimeout);
        await polling;
        await PollNowAsync();

        _repository.Listings.ShouldBe(1);
    }

    [Fact]
    public async Task Another_node_that_polls_the_connection_is_not_doubled()
    {
        await using var lease = await _store.Services.GetRequiredService<ILeases>().TryTakeAsync($"poll:{_profile.Connection}", TimeSpan.FromMinutes(5), Ct);

        await PollNowAsync();

        _repository.Listings.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_hangs_does_not_hold_up_another_connection()
    {
        await Samples.FinishAsync(_store, Ct, account: "another");
        var hanging = _repository.HangOnce();

        var polling = PollNowAsync();

        await _repository.Answered.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        polling.IsCompleted.ShouldBeFalse();
        hanging.SetResult();
        await polling;
        _folder.Sql("SELECT profile_id FROM polls").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(ProblemCode.TimedOut, 1)]
    [InlineData(ProblemCode.TokenRefused, 1)]
    [InlineData(ProblemCode.RepositoryUnknown, 2)]
    public async Task A_server_that_does_not_answer_is_asked_once_and_not_for_each_repository(ProblemCode failure, int asked)
    {
        await Samples.FinishAsync(_store, Ct, "Another");
        _folder.Sql($"UPDATE profiles SET repository_id = '{Guid.NewGuid()}' WHERE name = 'Another'");
        _repository.Failure = new Problem(failure);

        await PollNowAsync();

        _repository.Listings.ShouldBe(asked);
    }
}
