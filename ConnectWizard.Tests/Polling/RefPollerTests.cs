using ConnectWizard.Builds;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Receiving;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Polling;

public sealed class RefPollerTests : RefPollerContext
{
    [Fact]
    public async Task What_is_there_at_the_first_poll_is_not_built()
    {
        _repository.Open(7, One, _profile.Branch);

        await PollAsync();

        (await BuildsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_unreadable_event_before_the_first_poll_told_of_is_built()
    {
        _schedule.RequestPoll(_profile.Connection);

        await PollAsync();

        (await BuildsAsync()).ShouldHaveSingleItem();
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

    [Theory]
    [InlineData("Working", true)]
    [InlineData("Broken", false)]
    public async Task A_hook_that_works_is_marked_when_it_did_not_report_a_push(string state, bool isMarked)
    {
        await _store.Services.GetRequiredService<IHookStore>().PlanAsync(_profile.Workspace, _profile.Connection, Ct);
        _folder.Sql($"UPDATE hooks SET state = '{state}'");
        await PollAsync();
        _repository.Head(_profile.Branch, Two);

        await PollAsync();

        _folder.Sql("SELECT kind FROM hooks WHERE missed_at IS NOT NULL").ShouldBe(isMarked ? ["Push"] : []);
    }

    [Fact]
    public async Task What_was_pushed_while_no_process_ran_marks_no_hook()
    {
        await _store.Services.GetRequiredService<IHookStore>().PlanAsync(_profile.Workspace, _profile.Connection, Ct);
        _folder.Sql("UPDATE hooks SET state = 'Working'");
        await PollAsync();
        _repository.Head(_profile.Branch, Two);
        _time.Advance(TimeSpan.FromSeconds(1));
        StartProcess();

        await PollAsync();

        (await BuildsAsync()).ShouldNotBeEmpty();
        _folder.Sql("SELECT kind FROM hooks WHERE missed_at IS NOT NULL").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_push_that_a_delivery_reported_is_not_built_again_by_polling()
    {
        await PollAsync();
        _repository.Head(_profile.Branch, Two);
        var moved = new RepositoryEvent { Kind = "git.push", At = _time.GetUtcNow(), Refs = [new PushedRef(BuildTriggers.BranchOf(_profile), Two)] };
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

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_draft_is_built_once_it_is_published_whatever_event_that_fires(bool triggerDrafts, int whileDraft)
    {
        _folder.Sql($"UPDATE profiles SET trigger_drafts = {(triggerDrafts ? 1 : 0)}");
        await PollAsync();
        _repository.Open(7, Two, _profile.Branch, isDraft: true);
        await PollAsync();
        (await BuildsAsync()).Count.ShouldBe(whileDraft);

        _repository.Open(7, Two, _profile.Branch);
        await PollAsync();
        await PollAsync();

        var build = (await BuildsAsync()).ShouldHaveSingleItem();
        (build.Commit, build.IsDraft).ShouldBe((Two, triggerDrafts));
    }

    [Fact]
    public async Task A_fork_is_told_once_and_built_once_the_profile_wants_forks()
    {
        await PollAsync();
        _repository.Open(7, Two, _profile.Branch, isFork: true, merge: Three);
        await PollAsync();
        await PollAsync();
        (await BuildsAsync()).ShouldBeEmpty();
        _folder.Sql("SELECT skipped FROM profile_events").ShouldBe(["Fork"]);

        await _store.Profiles.ChangeTriggerForksAsync(_profile.Workspace, _profile.Id, triggerForks: true, Ct);
        await PollAsync();
        await PollAsync();

        var build = (await BuildsAsync()).ShouldHaveSingleItem();
        (build.Commit, build.IsFork, build.SourceRef?.Value, build.TargetRef?.Value).ShouldBe((Three, true, "refs/heads/feature", $"refs/heads/{_profile.Branch}"));
        _folder.Sql("SELECT ref FROM ref_heads WHERE ref LIKE 'refs/pull/%'").ShouldBe(["refs/pull/7"]);
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
}
