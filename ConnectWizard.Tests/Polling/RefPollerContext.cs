using ConnectWizard.Builds;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace ConnectWizard.Polling;

/// <summary>Polls a repository over a real store: that the test makes up.</summary>
public abstract class RefPollerContext : IAsyncLifetime
{
    private protected static readonly CommitId One = CommitId.Parse("1111111111111111111111111111111111111111");
    private protected static readonly CommitId Two = CommitId.Parse("2222222222222222222222222222222222222222");
    private protected static readonly CommitId Three = CommitId.Parse("3333333333333333333333333333333333333333");

    private protected readonly StoreFolder _folder = new();
    private protected readonly ManualTime _time = new();
    private protected readonly MadeUpRepository _repository = new();
    private protected TestStore _store = null!;
    private protected BuildProfile _profile = null!;
    private protected PollSchedule _schedule = null!;
    private protected RefPoller _poller = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

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
        GC.SuppressFinalize(this);
    }

    private protected void StartProcess()
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

    private protected async Task PollNowAsync()
    {
        await _poller.StartDueAsync(Ct);
        await _poller.WaitUntilIdleAsync();
    }

    private protected Task PollAsync() => AfterAsync(TimeSpan.FromMinutes(15));

    private protected Task AfterAsync(TimeSpan by)
    {
        _time.Advance(by);
        return PollNowAsync();
    }

    private protected Task<IReadOnlyList<BuildRequest>> BuildsAsync() => _store.Services.GetRequiredService<IBuildStore>().ListAsync(_profile.Workspace, _profile.Id, 10, Ct);

    /// <summary>One repository.</summary>
    private protected sealed class MadeUpRepository : IRepositoryRefs
    {
        private readonly Dictionary<string, CommitId> _heads = new(StringComparer.Ordinal);
        private readonly Dictionary<int, PullRequest> _open = [];

        private int _listings;
        private TaskCompletionSource? _hanging;

        public int Listings => _listings;

        /// <summary>Ends with the first listing that does not hang.</summary>
        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The next listing waits.</summary>
        public TaskCompletionSource HangOnce() => _hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public Problem? Failure { get; set; }

        public Exception? Bug { get; set; }

        /// <summary>Ends with the first listing.</summary>
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Head(string branch, CommitId commit) => _heads[branch] = commit;

        public void Open(int number, CommitId commit, string branch, bool isDraft = false, bool isFork = false, CommitId? merge = null) => _open[number] = new PullRequest
        {
            IsDraft = isDraft,
            IsFork = isFork,
            MergeCommit = merge,
            Number = number,
            SourceRef = RefName.Parse("refs/heads/feature"),
            TargetRef = RefName.Parse($"refs/heads/{branch}"),
            SourceCommit = commit,
        };

        public void Close(int number) => _open.Remove(number);

        public async Task<Result<BranchHead>> FindHeadAsync(
            ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _listings);
            Begun.TrySetResult();
            if (Bug is { } bug)
                throw bug;
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
            ServerTarget target, Secret token, Guid project, Guid repository, CommitId commit, CancellationToken cancellationToken) =>
            Task.FromResult<Result<CommitSummary>>(new CommitSummary("Grace", $"Commit {commit.Value[..4]}\n\nBody"));
    }
}
