using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds;

[Trait("Kind", "Time")]
public sealed class BuildTriggersTests
{
    private const string OneId = "1111111111111111111111111111111111111111";
    private static readonly CommitId Two = CommitId.Parse("2222222222222222222222222222222222222222");
    private const string GoneId = "0000000000000000000000000000000000000000";
    private static readonly CommitId One = CommitId.Parse(OneId);
    private static readonly CommitId Gone = CommitId.Parse(GoneId);

    private static readonly BuildProfile Profile = Samples.Profile() with { TriggerPullRequest = true };

    private static readonly PullRequest Open = new() { Number = 7, SourceRef = RefName.Parse("refs/heads/feature"), TargetRef = RefName.Parse("refs/heads/release/1.0"), SourceCommit = One, Title = "Moon" };

    [Theory]
    [InlineData("refs/heads/release/1.0", OneId, true, "push:refs/heads/release/1.0:" + OneId)]
    [InlineData("refs/heads/release/1.0", GoneId, true, null)]
    [InlineData("refs/heads/release/1.0", OneId, false, null)]
    [InlineData("refs/heads/Release/1.0", OneId, true, null)]
    [InlineData("refs/heads/release", OneId, true, null)]
    [InlineData("refs/tags/release/1.0", OneId, true, null)]
    public void A_push_is_built_when_it_moves_the_branch_of_a_profile_that_builds_pushes(string name, string commit, bool triggerPush, string? key)
    {
        var received = BuildTriggers.Of(Profile with { TriggerPush = triggerPush }, Push(new PushedRef(RefName.Parse(name), CommitId.Parse(commit))))!;

        received.Build?.Key.ShouldBe(key);
        (received.Build is null).ShouldBe(key is null);
    }

    [Fact]
    public void Of_a_push_that_moves_a_branch_twice_the_last_commit_counts()
    {
        var received = BuildTriggers.Of(Profile, Push(Branch(One), Branch(Two), new PushedRef(RefName.Parse("refs/heads/other"), One)))!;

        received.Build!.Commit.ShouldBe(Two);
        received.Head.ShouldBe(new RefHead(RefName.Parse("refs/heads/release/1.0"), Two));
    }

    [Fact]
    public void A_deleted_branch_is_forgotten_and_not_built()
    {
        var received = BuildTriggers.Of(Profile, Push(Branch(Gone)))!;

        (received.Head, received.Build).ShouldBe((new RefHead(RefName.Parse("refs/heads/release/1.0"), null), null));
    }

    [Fact]
    public void A_push_from_before_the_profile_is_listed_and_not_built()
    {
        var before = Push(Branch(One)) with { HappenedAt = Profile.CreatedAt.AddHours(-1) };

        BuildTriggers.Of(Profile, before)!.Build.ShouldBeNull();
    }

    [Fact]
    public void A_pull_request_is_built_as_its_merge_and_until_there_is_one_as_its_source()
    {
        var merged = BuildTriggers.Of(Profile, Of(Open with { MergeCommit = Two }))!.Build!;
        var source = BuildTriggers.Of(Profile, Of(Open))!.Build!;

        (merged.Ref.Value, merged.Commit).ShouldBe(("refs/pull/7/merge", Two));
        (source.Ref.Value, source.Commit).ShouldBe(("refs/heads/feature", One));
        merged.Key.ShouldBe(source.Key);
    }

    [Fact]
    public void A_pull_request_is_not_built_when_it_is_done_or_leads_elsewhere()
    {
        PullRequest[] others = [Open with { IsActive = false }, Open with { TargetRef = RefName.Parse("refs/heads/main") }];

        others.Select(one => BuildTriggers.Of(Profile, Of(one))!.Build).ShouldAllBe(build => build == null);
        BuildTriggers.Of(Profile with { TriggerPullRequest = false }, Of(Open))!.Build.ShouldBeNull();
    }

    [Theory]
    [InlineData(false, true, SkipReason.Fork)]
    [InlineData(true, false, SkipReason.ForkNotMerged)]
    [InlineData(true, true, null)]
    public void A_fork_is_built_as_its_merge_where_the_profile_wants_forks_and_is_told_where_not(bool triggerForks, bool isMerged, SkipReason? skipped)
    {
        var fork = Open with { IsFork = true, MergeCommit = isMerged ? Two : null };
        var received = BuildTriggers.Of(Profile with { TriggerForks = triggerForks }, Of(fork))!;

        received.Skipped.ShouldBe(skipped);
        received.Title.ShouldContain("(fork, feature → release/1.0)");
        received.Head.ShouldBe(new RefHead(RefName.Parse(skipped is null ? "refs/pull/7" : "refs/pull/7/skipped"), One));
        var build = received.Build;
        (build?.IsFork, build?.SourceRef?.Value, build?.TargetRef?.Value, build?.Commit).ShouldBe(
            skipped is null ? (true, "refs/heads/feature", "refs/heads/release/1.0", Two) : default((bool?, string?, string?, CommitId?)));
    }

    [Fact]
    public void A_fork_is_not_told_of_where_pull_requests_are_not_built_or_it_is_done()
    {
        BuildTriggers.Of(Profile with { TriggerPullRequest = false }, Of(Open with { IsFork = true }))!.Skipped.ShouldBeNull();
        BuildTriggers.Of(Profile, Of(Open with { IsFork = true, IsActive = false }))!.Skipped.ShouldBeNull();
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, false, true)]
    [InlineData(false, true, true)]
    public void A_draft_is_built_when_it_is_published_or_where_the_profile_wants_drafts(bool isDraft, bool triggerDrafts, bool isBuilt)
    {
        var received = BuildTriggers.Of(Profile with { TriggerDrafts = triggerDrafts }, Of(Open with { IsDraft = isDraft }))!;

        received.Title.ShouldContain(isDraft ? "(draft, feature → release/1.0)" : "(feature → release/1.0)");
        received.Head.ShouldBe(new RefHead(RefName.Parse("refs/pull/7"), isBuilt ? One : null));
        received.Build?.IsDraft.ShouldBe(isDraft);
        (received.Build is not null).ShouldBe(isBuilt);
    }

    [Fact]
    public void Another_target_or_another_commit_is_another_build()
    {
        var main = BuildTriggers.Of(Profile with { Branch = "main" }, Of(Open with { TargetRef = RefName.Parse("refs/heads/main") }))!.Build!;

        new[] { main.Key, Key(Open), Key(Open with { SourceCommit = Two }), Key(Open with { Number = 8 }) }.ToHashSet(StringComparer.Ordinal).Count.ShouldBe(4);
    }

    [Fact]
    public void Each_build_by_hand_is_one_of_its_own() =>
        (Manual().Key == Manual().Key).ShouldBeFalse();

    private static BuildRequest Manual() => BuildTriggers.Manual(Profile, RefName.Parse("refs/heads/main"), One, summary: null, Profile.CreatedAt);

    private static string Key(PullRequest one) => BuildTriggers.Of(Profile, Of(one))!.Build!.Key;

    private static PushedRef Branch(CommitId commit) => new(RefName.Parse("refs/heads/release/1.0"), commit);

    private static RepositoryEvent Push(params PushedRef[] moved) => new() { Kind = "git.push", At = Profile.CreatedAt, Refs = moved };

    private static RepositoryEvent Of(PullRequest one) => new() { Kind = "git.pullrequest.updated", At = Profile.CreatedAt, PullRequest = one };
}
