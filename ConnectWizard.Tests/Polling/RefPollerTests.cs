using ConnectWizard.Builds;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Polling;

/// <summary>Polls a repository over a real store: that the test makes up.</summary>
public sealed class RefPollerTests : IAsyncLifetime
{
    private const string One = "1111111111111111111111111111111111111111";
    private const string Two = "2222222222222222222222222222222222222222";
    private const string Three = "3333333333333333333333333333333333333333";

    private readonly StoreFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly MadeUpRepository _repository = new();
    private TestStore _store = null!;
    private BuildProfile _profile = null!;
    private PollSchedule _schedule = null!;
    private RefPoller _poller = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.StartAsync(_folder, Ct, _time);
        _profile = await Samples.FinishAsync(_store, Ct);
        _folder.Sql("UPDATE profiles SET trigger_pull_request = 1");
        StartProcess();
        _repository.Head(_profile.Branch, One);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_there_at_the_first_poll_is_not_built()
    {
        _repository.Open(7, One, _profile.Branch);

        await PollAsync();

        (await BuildsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_push_that_no_delivery_reported_is_built_once_and_listed()
    {
        await PollAsync();
        _repository.Head(_profile.Branch, Two);

        await PollAsync();
        await PollAsync();

        var build = (await BuildsAsync()).ShouldHaveSingleItem();
        (build.Commit, build.Author, build.Title).ShouldBe((Two, "Grace", "Commit 2222"));
        var listed = (await _store.Services.GetRequiredService<IBuildStore>().ListEventsAsync(_profile.Workspace, _profile.Id, 10, Ct)).ShouldHaveSingleItem();
        (listed.Kind, listed.Built).ShouldBe(("refs", build.Id));
    }

    [Fact]
    public async Task A_push_that_a_delivery_reported_is_not_built_again_by_polling()
    {
        await PollAsync();
        _repository.Head(_profile.Branch, Two);
        var moved = new RepositoryEvent { Kind = "git.push", At = _time.GetUtcNow(), Refs = [new PushedRef($"refs/heads/{_profile.Branch}", Two)] };
        var deliveries = _store.Services.GetRequiredService<IDeliveryStore>();
        await deliveries.AddAsync([new Delivery(Guid.NewGuid(), _profile.Workspace, HookId.New(), Guid.NewGuid(), _profile.Connection, _profile.Repository.Id, moved)], Ct);

        await PollAsync();
        await ReceivingApp.ProcessAsync(_store, Ct);
        await PollAsync();

        (await BuildsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task New_pull_requests_and_new_commits_of_theirs_are_built()
    {
        await PollAsync();
        _repository.Open(7, Two, _profile.Branch);
        await PollAsync();
        _repository.Open(7, Three, _profile.Branch);
        await PollAsync();
        _repository.Close(7);
        await PollAsync();

        (await BuildsAsync()).Select(build => build.Commit).ShouldBe([Three, Two]);
        _folder.Sql("SELECT ref FROM ref_heads").ShouldBe([$"refs/heads/{_profile.Branch}"]);
    }

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
    public async Task While_an_administrator_is_waited_for_nothing_is_built_by_itself()
    {
        _folder.Sql("UPDATE profiles SET trigger_source = 'Administrator'");
        await PollAsync();
        _repository.Head(_profile.Branch, Two);

        await PollAsync();

        (await BuildsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_node_that_poller_at_the_connection_is_not_doubled()
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

        var looking = PollNowAsync();

        await _repository.Answered.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        looking.IsCompleted.ShouldBeFalse();
        hanging.SetResult();
        await looking;
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

    private void StartProcess()
    {
        _schedule = new PollSchedule(new WorkerLoop<RefPoller>(_time), Options.Create(new PollingOptions()), _time);
        var sources = new PollSources(_store.Connections, _store.Credentials, _store.Services.GetRequiredService<IHookStore>(), _repository);
        _poller = new RefPoller(
            _store.Services.GetRequiredService<IPollStore>(),
            _schedule,
            new LeaseRunner(_store.Services.GetRequiredService<ILeases>(), _time, NullLogger<LeaseRunner>.Instance),
            sources,
            new WorkerLoop<BuildDispatcher>(_time),
            new ProfileSignals(),
            new WorkerLoop<RefPoller>(_time),
            _time,
            NullLogger<RefPoller>.Instance);
    }

    private async Task PollNowAsync()
    {
        await _poller.StartDueAsync(Ct);
        await _poller.WaitUntilIdleAsync();
    }

    private Task PollAsync() => AfterAsync(TimeSpan.FromMinutes(15));

    private Task AfterAsync(TimeSpan by)
    {
        _time.Advance(by);
        return PollNowAsync();
    }

    private Task<IReadOnlyList<BuildRequest>> BuildsAsync() => _store.Services.GetRequiredService<IBuildStore>().ListAsync(_profile.Workspace, _profile.Id, 10, Ct);

    /// <summary>One repository.</summary>
    private sealed class MadeUpRepository : IRepositoryRefs
    {
        private readonly Dictionary<string, string> _heads = new(StringComparer.Ordinal);
        private readonly Dictionary<int, PullRequest> _open = [];

        private int _listings;
        private TaskCompletionSource? _hanging;

        public int Listings => _listings;

        /// <summary>Ends with the first listing that does not hang.</summary>
        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The next listing waits.</summary>
        public TaskCompletionSource HangOnce() => _hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public Problem? Failure { get; set; }

        public void Head(string branch, string commit) => _heads[branch] = commit;

        public void Open(int number, string commit, string branch) => _open[number] = new PullRequest
        {
            Number = number,
            SourceRef = "refs/heads/feature",
            TargetRef = $"refs/heads/{branch}",
            SourceCommit = commit,
        };

        public void Close(int number) => _open.Remove(number);

        public async Task<Result<BranchHead>> FindHeadAsync(
            ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _listings);
            if (Interlocked.Exchange(ref _hanging, null) is { } hanging)
                await hanging.Task.WaitAsync(cancellationToken);
            else
                Answered.TrySetResult();
            return Failure is { } failure ? failure : new BranchHead(_heads.GetValueOrDefault(branch));
        }

        public Task<Result<IReadOnlyList<PullRequest>>> ListPullRequestsAsync(
            ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken) =>
            Task.FromResult(Result<IReadOnlyList<PullRequest>>.FromValue([.. _open.Values]));

        public Task<Result<CommitSummary>> FindCommitAsync(
            ServerTarget target, Secret token, Guid project, Guid repository, string commit, CancellationToken cancellationToken) =>
            Task.FromResult<Result<CommitSummary>>(new CommitSummary(commit, "Grace", $"Commit {commit[..4]}\n\nBody"));
    }
}
