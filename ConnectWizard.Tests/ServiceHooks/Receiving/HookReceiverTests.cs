using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>What Azure DevOps delivers, over real HTTP.</summary>
public sealed class HookReceiverTests(ReceivingAppFixture fixture) : IClassFixture<ReceivingAppFixture>, IAsyncLifetime
{
    private readonly ReceivingApp _app = fixture.App;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _app.BeginAsync(Ct, triggerPullRequest: true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_push_to_the_branch_becomes_a_build_of_its_newest_commit()
    {
        using var answer = await _app.DeliverAsync(Payloads.Push(_app.Hook), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var build = (await _app.ProcessAsync(Ct)).ShouldHaveSingleItem();
        (build.Cause, build.Ref.Value, build.Commit.Value).ShouldBe((BuildCause.Push, "refs/heads/release/1.0", Payloads.FirstCommit));
        (build.Author, build.Title, build.State).ShouldBe(("Ada Łovelace", "Turn the antenna", BuildState.Queued));
        var happened = (await _app.Get<IBuilds>().ListEventsAsync(Samples.Actor, _app.Profile.Id, 10, Ct)).ShouldHaveSingleItem();
        (happened.Kind, happened.Title, happened.Built).ShouldBe(("git.push", "release/1.0 11111111 Turn the antenna", build.Id));
    }

    [Fact]
    public async Task An_event_that_is_delivered_again_is_stored_once()
    {
        var push = Payloads.Push(_app.Hook);
        (await StatusOf(push)).ShouldBe(HttpStatusCode.OK);
        (await StatusOf(push)).ShouldBe(HttpStatusCode.OK);

        (await _app.ProcessAsync(Ct)).Count.ShouldBe(1);
        (await _app.Get<IBuilds>().ListEventsAsync(Samples.Actor, _app.Profile.Id, 10, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_pull_request_is_built_once_however_many_events_tell_of_it()
    {
        var created = await _app.PlaceHookAsync(_app.Profile, HookKind.PullRequestCreated, Ct);
        var updated = await _app.PlaceHookAsync(_app.Profile, HookKind.PullRequestUpdated, Ct);
        var merged = await _app.PlaceHookAsync(_app.Profile, HookKind.PullRequestMerged, Ct);
        await StatusOf(Payloads.PullRequest(created, "created"), created);
        await StatusOf(Payloads.PullRequest(merged, "merged"), merged);
        await StatusOf(Payloads.PullRequest(updated, "updated"), updated);
        await StatusOf(Payloads.PullRequest(updated, "updated", status: "completed"), updated);

        var build = (await _app.ProcessAsync(Ct)).ShouldHaveSingleItem();
        (build.Cause, build.PullRequest, build.Ref.Value, build.Commit.Value).ShouldBe((BuildCause.PullRequest, 7, "refs/pull/7/merge", Payloads.Second));

        await StatusOf(Payloads.PullRequest(updated, "updated", commit: "3333333333333333333333333333333333333333"), updated);
        (await _app.ProcessAsync(Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_is_listed_and_its_publication_is_built()
    {
        var created = await _app.PlaceHookAsync(_app.Profile, HookKind.PullRequestCreated, Ct);
        var updated = await _app.PlaceHookAsync(_app.Profile, HookKind.PullRequestUpdated, Ct);
        var draft = Payloads.PullRequest(created, "created");
        draft["resource"]!["isDraft"] = true;
        await StatusOf(draft, created);
        (await _app.ProcessAsync(Ct)).ShouldBeEmpty();
        (await _app.Get<IBuilds>().ListEventsAsync(Samples.Actor, _app.Profile.Id, 10, Ct)).ShouldHaveSingleItem().Title.ShouldContain("draft");

        var published = Payloads.PullRequest(updated, "updated");
        published["resource"]!["isDraft"] = false;
        await StatusOf(published, updated);

        (await _app.ProcessAsync(Ct)).ShouldHaveSingleItem().IsDraft.ShouldBeFalse();
    }

    [Fact]
    public async Task A_test_makes_the_hook_work_and_builds_nothing()
    {
        var sample = Payloads.Push(_app.Hook);
        sample["subscriptionId"] = Guid.Empty.ToString();
        sample["resource"]!["repository"]!["id"] = Guid.NewGuid().ToString();
        var told = new TaskCompletionSource();
        using var page = _app.Get<ProfileSignals>().Subscribe(_app.Profile.Id, () => told.TrySetResult());

        (await StatusOf(sample)).ShouldBe(HttpStatusCode.OK);

        await told.Task.WaitAsync(Ct);
        (await _app.ProcessAsync(Ct)).ShouldBeEmpty();
        (await _app.Get<IHookStore>().FindAsync(_app.Hook.Id, Ct))!.State.ShouldBe(HookState.Working);
    }

    [Theory]
    [InlineData("\uFEFF", "")]
    [InlineData("\uFEFF \r\n", "\r\n")]
    [InlineData(" \n", " ")]
    public async Task What_stands_around_an_event_does_not_spoil_it(string before, string after)
    {
        using var request = _app.Request(new StringContent(before + Payloads.Push(_app.Hook).ToJsonString() + after, Encoding.UTF8, "application/json"));

        using var answer = await _app.Client.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _app.ProcessAsync(Ct)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("soon")]
    [InlineData("")]
    [Trait("Kind", "Time")]
    public async Task A_date_that_says_nothing_does_not_cost_the_event(string date)
    {
        var push = Payloads.Push(_app.Hook);
        (push["createdDate"], push["resource"]!["date"]) = (date, date);

        (await StatusOf(push)).ShouldBe(HttpStatusCode.OK);

        (await _app.ProcessAsync(Ct)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"pushId":14,"url":"https://x"}""")]
    [InlineData("""{"pullRequestId":7,"url":"https://x"}""")]
    [InlineData("""{"repository":null,"refUpdates":[]}""")]
    [InlineData("""{"repository":{"name":"mission-control"},"pushId":14}""")]
    [InlineData("""{"repository":{"id":"HOOK"},"pushId":14,"url":"https://x"}""")]
    public async Task An_event_that_does_not_say_what_happened_is_polled_for_and_the_hook_is_not_called_working(string resource)
    {
        await DeliverWholeAsync();
        (await FindHookAsync()).State.ShouldBe(HookState.Working);
        var schedule = _app.Get<PollSchedule>();
        schedule.SelectDue([]);
        schedule.IsRequested(_app.Profile.Connection).ShouldBeFalse();

        (await StatusOf(With(resource))).ShouldBe(HttpStatusCode.OK);

        schedule.IsRequested(_app.Profile.Connection).ShouldBeTrue();
        await _app.Get<DeliveryReceipts>().FlushAsync(Ct);
        var hook = await FindHookAsync();
        (hook.State, hook.Problem, hook.AwaitsEvent).ShouldBe((HookState.Broken, ProblemCode.WebhookUnreadable, true));
    }

    [Fact]
    public async Task After_an_unreadable_event_a_test_proves_nothing_and_an_event_does()
    {
        await StatusOf(With("null"));
        await _app.Get<DeliveryReceipts>().FlushAsync(Ct);
        var test = Payloads.Push(_app.Hook);
        test["subscriptionId"] = Guid.Empty.ToString();

        await StatusOf(test);
        await _app.Get<DeliveryReceipts>().FlushAsync(Ct);
        (await FindHookAsync()).State.ShouldBe(HookState.Broken);

        await DeliverWholeAsync();
        var hook = await FindHookAsync();
        (hook.State, hook.Problem, hook.AwaitsEvent).ShouldBe((HookState.Working, null, false));
    }

    [Fact]
    public async Task The_secret_may_come_in_a_header_and_the_one_before_still_counts()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{_app.Hook.Id}") { Content = ReceivingApp.Json(Payloads.Push(_app.Hook)) };
        request.Headers.Add(HookSecret.Header, _app.Secret.Reveal());
        await _app.Get<IHookStore>().ExpectSecretAsync(_app.Hook.Id, HookSecret.HashOf(HookSecret.New()), Ct);

        using var answer = await _app.Client.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Names_that_others_wrote_are_kept_as_data_and_cleaned()
    {
        var push = Payloads.Push(_app.Hook);
        push["resource"]!["pushedBy"]!["displayName"] = "<script>alert(1)</script>\u202Egnp.exe\u0007";
        push["resource"]!["commits"]![0]!["comment"] = new string('x', 100_000);

        await StatusOf(push);

        var build = (await _app.ProcessAsync(Ct)).ShouldHaveSingleItem();
        build.Author.ShouldBe("<script>alert(1)</script>gnp.exe");
        build.Title!.Length.ShouldBe(DisplayText.MaxLength);
    }

    [Theory]
    [InlineData("refUpdates")]
    [InlineData("commits")]
    public async Task A_null_in_a_list_costs_none_of_the_others(string list)
    {
        var push = Payloads.Push(_app.Hook);
        push["resource"]![list]!.AsArray().Insert(0, null);

        (await StatusOf(push)).ShouldBe(HttpStatusCode.OK);

        (await _app.ProcessAsync(Ct)).ShouldHaveSingleItem().Title.ShouldBe("Turn the antenna");
    }

    private JsonObject With(string resource)
    {
        var push = Payloads.Push(_app.Hook);
        push["resource"] = JsonNode.Parse(resource.Replace("HOOK", _app.Hook.RepositoryId.ToString(), StringComparison.Ordinal));
        return push;
    }

    private async Task DeliverWholeAsync()
    {
        await StatusOf(Payloads.Push(_app.Hook));
        await _app.Get<DeliveryReceipts>().FlushAsync(Ct);
    }

    private async Task<Hook> FindHookAsync() => (await _app.Get<IHookStore>().FindAsync(_app.Hook.Id, Ct))!;

    private async Task<HttpStatusCode> StatusOf(JsonObject payload, Hook? hook = null)
    {
        using var answer = await _app.DeliverAsync(payload, Ct, hook: hook);
        return answer.StatusCode;
    }
}
