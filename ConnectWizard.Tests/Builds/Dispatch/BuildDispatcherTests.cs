using System.Text.Json;
using ConnectWizard.Demo;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

public sealed class BuildDispatcherTests : IAsyncLifetime
{
    private DispatchFixture _fixture = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _fixture = await DispatchFixture.StartAsync(Ct);

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_request_is_sent_as_a_signed_event_and_accepted()
    {
        var request = (await _fixture.RequestAsync("one", Ct))!;

        await _fixture.Dispatcher.SendDueAsync(Ct);

        var received = _fixture.Received.ShouldHaveSingleItem();
        (received.Id, received.ContentType).ShouldBe((request.Id.ToString(), "application/cloudevents+json; charset=utf-8"));
        IsGenuine(received, _fixture.Time.GetUtcNow()).ShouldBeTrue();
        using var json = JsonDocument.Parse(received.Body);
        var data = json.RootElement.GetProperty("data");
        json.RootElement.GetProperty("specversion").GetString().ShouldBe("1.0");
        data.GetProperty("title").GetString().ShouldBe("Größe <b>");
        data.GetProperty("cloneUrl").GetString().ShouldBe($"https://connect.example/git/{request.Id}");
        var token = data.GetProperty("cloneToken").GetString()!;
        (await _fixture.Tokens.IsValidAsync(request.Id, GitToken.HashOf(token), Ct)).ShouldBeTrue();
        (await StateOf(request)).ShouldBe((BuildState.Accepted, 1, "Accepted by the build system (HTTP 202)."));
        _fixture.Logs.Lines.ShouldNotContain(line => line.Contains(token, StringComparison.Ordinal) || line.Contains(DispatchFixture.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_body_id_or_time_is_not_genuine()
    {
        await _fixture.RequestAsync("one", Ct);
        await _fixture.Dispatcher.SendDueAsync(Ct);
        var (received, now) = (_fixture.Received.Single(), _fixture.Time.GetUtcNow());

        IsGenuine(received, now).ShouldBeTrue();
        IsGenuine(received with { Body = [.. received.Body[..^1], (byte)' '] }, now).ShouldBeFalse();
        IsGenuine(received with { Id = Guid.NewGuid().ToString() }, now).ShouldBeFalse();
        IsGenuine(received with { Timestamp = received.Timestamp + "0" }, now).ShouldBeFalse();
        IsGenuine(received, now, DispatchFixture.Secret + "x").ShouldBeFalse();
        IsGenuine(received, now.AddMinutes(6)).ShouldBeFalse();
    }

    [Fact]
    public async Task While_the_secret_is_changed_both_the_new_and_the_former_one_verify()
    {
        const string Former = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        await using var fixture = await DispatchFixture.StartAsync(Ct, Former);
        await fixture.RequestAsync("one", Ct);
        await fixture.Dispatcher.SendDueAsync(Ct);
        var (received, now) = (fixture.Received.Single(), fixture.Time.GetUtcNow());

        received.Signature.Split(' ').Length.ShouldBe(2);
        IsGenuine(received, now).ShouldBeTrue();
        IsGenuine(received, now, Former).ShouldBeTrue();
        IsGenuine(received, now, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD").ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_queued_before_the_start_is_sent_once_the_clone_address_answers()
    {
        await _fixture.RequestAsync("before", Ct);
        await _fixture.Dispatcher.StartAsync(Ct);
        _fixture.Dispatcher.ExecuteTask!.IsCompleted.ShouldBeFalse();
        _fixture.Received.ShouldBeEmpty();

        _fixture.Listening.SetResult();

        await _fixture.UntilReceivedAsync(Ct);
        await _fixture.Dispatcher.StopAsync(Ct);
        _fixture.Received.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(302)]
    public async Task A_failure_that_may_pass_is_sent_again_under_the_same_key(int status)
    {
        var request = (await _fixture.RequestAsync("one", Ct))!;
        _fixture.Answers.Enqueue(status);

        await _fixture.Dispatcher.SendDueAsync(Ct);
        (await StateOf(request)).ShouldBe((BuildState.Sent, 1, $"Not accepted by the build system (HTTP {status})."));
        await _fixture.LaterAsync(TimeSpan.FromSeconds(3), Ct);
        _fixture.Received.Count.ShouldBe(1);
        await _fixture.LaterAsync(TimeSpan.FromSeconds(2), Ct);

        _fixture.Received.Select(received => received.Id).ShouldBe([request.Id.ToString(), request.Id.ToString()]);
        (await StateOf(request)).ShouldBe((BuildState.Accepted, 2, "Accepted by the build system (HTTP 202)."));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_refusal_is_given_up_until_somebody_sends_it_again(int status)
    {
        var request = (await _fixture.RequestAsync("one", Ct))!;
        _fixture.Answers.Enqueue(status);
        await _fixture.Dispatcher.SendDueAsync(Ct);
        (await StateOf(request)).ShouldBe((BuildState.Failed, 1, $"Rejected by the build system (HTTP {status})."));

        await _fixture.LaterAsync(TimeSpan.FromDays(2), Ct);
        _fixture.Received.Count.ShouldBe(1);
        (await _fixture.Builds.RequeueAsync(request.Workspace, request.Id, Ct))!.State.ShouldBe(BuildState.Queued);
        await _fixture.Dispatcher.SendDueAsync(Ct);

        (await StateOf(request)).ShouldBe((BuildState.Accepted, 1, "Accepted by the build system (HTTP 202)."));
    }

    [Fact]
    public async Task What_the_build_system_asks_for_is_waited()
    {
        await _fixture.RequestAsync("one", Ct);
        _fixture.RetryAfter = "120";
        _fixture.Answers.Enqueue(503);
        await _fixture.Dispatcher.SendDueAsync(Ct);

        await _fixture.LaterAsync(TimeSpan.FromSeconds(119), Ct);
        _fixture.Received.Count.ShouldBe(1);
        await _fixture.LaterAsync(TimeSpan.FromSeconds(1), Ct);
        _fixture.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Requests_of_a_profile_come_in_order_until_one_has_failed_for_long()
    {
        var first = (await _fixture.RequestAsync("first", Ct))!;
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        var second = (await _fixture.RequestAsync("second", Ct))!;
        foreach (var _ in Enumerable.Range(0, RetrySchedule.MaxBlockingAttempts))
            _fixture.Answers.Enqueue(500);

        foreach (var _ in Enumerable.Range(0, RetrySchedule.MaxBlockingAttempts - 1))
            await _fixture.LaterAsync(TimeSpan.FromMinutes(2), Ct);
        _fixture.Received.ShouldAllBe(received => received.Id == first.Id.ToString());
        await _fixture.LaterAsync(TimeSpan.FromMinutes(2), Ct);

        _fixture.Received.Last().Id.ShouldBe(second.Id.ToString());
        (await StateOf(second)).State.ShouldBe(BuildState.Accepted);
        (await StateOf(first)).State.ShouldBe(BuildState.Sent);
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_given_up()
    {
        var request = (await _fixture.RequestAsync("one", Ct))!;
        foreach (var _ in Enumerable.Range(0, RetrySchedule.MaxAttempts))
        {
            _fixture.Answers.Enqueue(500);
            await _fixture.LaterAsync(TimeSpan.FromHours(1), Ct);
        }

        (await StateOf(request)).ShouldBe((BuildState.Failed, RetrySchedule.MaxAttempts, "Not accepted by the build system (HTTP 500)."));
    }

    [Fact]
    public async Task Of_two_nodes_one_sends()
    {
        var request = (await _fixture.RequestAsync("one", Ct))!;

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _fixture.Builds.ClaimAsync(request, TimeSpan.FromMinutes(1), Ct)));

        claims.Count(claimed => claimed).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_that_died_with_a_request_loses_it_to_the_next()
    {
        var request = (await _fixture.RequestAsync("one", Ct))!;
        await _fixture.Builds.ClaimAsync(request, TimeSpan.FromMinutes(1), Ct);

        await _fixture.RestartAsync(Ct);
        await _fixture.LaterAsync(TimeSpan.FromSeconds(59), Ct);
        _fixture.Received.ShouldBeEmpty();
        await _fixture.LaterAsync(TimeSpan.FromSeconds(1), Ct);

        (await StateOf(request)).ShouldBe((BuildState.Accepted, 2, "Accepted by the build system (HTTP 202)."));
    }

    [Fact]
    public async Task A_late_answer_changes_nothing_once_another_node_has_the_request_but_for_an_acceptance()
    {
        await _fixture.RequestAsync("one", Ct);
        var first = await ClaimAsync();
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await ClaimAsync();

        await _fixture.Builds.SettleAsync(first, BuildState.Failed, "Late.", delay: null, Ct);
        (await StateOf(first)).ShouldBe((BuildState.Sent, 2, null));
        await _fixture.Builds.SettleAsync(first, BuildState.Accepted, "Late.", delay: null, Ct);
        (await StateOf(first)).ShouldBe((BuildState.Accepted, 2, "Late."));

        async Task<BuildRequest> ClaimAsync()
        {
            var due = (await _fixture.Builds.ListDueAsync(1, 10, Ct)).Single();
            (await _fixture.Builds.ClaimAsync(due, TimeSpan.FromMinutes(1), Ct)).ShouldBeTrue();
            return due with { Attempts = due.Attempts + 1 };
        }
    }

    private static bool IsGenuine(Received received, DateTimeOffset now, string secret = DispatchFixture.Secret) =>
        SignatureCheck.IsGenuine(secret, received.Id, received.Timestamp, received.Signature, received.Body, now);

    private async Task<(BuildState State, int Attempts, string? Response)> StateOf(BuildRequest request)
    {
        var now = (await _fixture.Builds.FindAsync(request.Id, Ct))!;
        return (now.State, now.Attempts, now.LastResponse);
    }
}
