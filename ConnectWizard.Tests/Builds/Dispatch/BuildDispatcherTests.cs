using System.Text.Json;
using ConnectWizard.Demo;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

public sealed class BuildDispatcherTests : IAsyncLifetime
{
    private DispatchFixture _bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await DispatchFixture.StartAsync(Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_request_is_sent_as_a_signed_event_and_accepted()
    {
        var request = (await _bench.RequestAsync("one", Ct))!;

        await _bench.Queue.SendDueAsync(Ct);

        var taken = _bench.Taken.ShouldHaveSingleItem();
        (taken.Id, taken.KeyId, taken.ContentType).ShouldBe((request.Id.ToString(), "blue", "application/cloudevents+json; charset=utf-8"));
        SignatureCheck.IsGenuine(DispatchFixture.Secret, taken.Timestamp, taken.Signature, taken.Body, _bench.Time.GetUtcNow()).ShouldBeTrue();
        using var json = JsonDocument.Parse(taken.Body);
        var data = json.RootElement.GetProperty("data");
        json.RootElement.GetProperty("specversion").GetString().ShouldBe("1.0");
        data.GetProperty("title").GetString().ShouldBe("Größe <b>");
        data.GetProperty("cloneUrl").GetString().ShouldBe($"https://connect.example/git/{request.Id}");
        var token = data.GetProperty("cloneToken").GetString()!;
        (await _bench.Tokens.IsGoodAsync(request.Id, GitToken.HashOf(token), Ct)).ShouldBeTrue();
        (await StateOf(request)).ShouldBe((BuildState.Accepted, 1, "It answered 202."));
        _bench.Logs.Lines.ShouldNotContain(line => line.Contains(token, StringComparison.Ordinal) || line.Contains(DispatchFixture.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_body_or_another_time_is_not_genuine()
    {
        await _bench.RequestAsync("one", Ct);
        await _bench.Queue.SendDueAsync(Ct);
        var (taken, now) = (_bench.Taken.Single(), _bench.Time.GetUtcNow());
        byte[] changed = [.. taken.Body[..^1], (byte)' '];

        SignatureCheck.IsGenuine(DispatchFixture.Secret, taken.Timestamp, taken.Signature, changed, now).ShouldBeFalse();
        SignatureCheck.IsGenuine(DispatchFixture.Secret, taken.Timestamp + "0", taken.Signature, taken.Body, now).ShouldBeFalse();
        SignatureCheck.IsGenuine(DispatchFixture.Secret + "x", taken.Timestamp, taken.Signature, taken.Body, now).ShouldBeFalse();
        SignatureCheck.IsGenuine(DispatchFixture.Secret, taken.Timestamp, taken.Signature, taken.Body, now.AddMinutes(6)).ShouldBeFalse();
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
        var request = (await _bench.RequestAsync("one", Ct))!;
        _bench.Answers.Enqueue(status);

        await _bench.Queue.SendDueAsync(Ct);
        (await StateOf(request)).ShouldBe((BuildState.Sent, 1, $"It answered {status}."));
        await _bench.LaterAsync(TimeSpan.FromSeconds(3), Ct);
        _bench.Taken.Count.ShouldBe(1);
        await _bench.LaterAsync(TimeSpan.FromSeconds(2), Ct);

        _bench.Taken.Select(taken => taken.Id).ShouldBe([request.Id.ToString(), request.Id.ToString()]);
        (await StateOf(request)).ShouldBe((BuildState.Accepted, 2, "It answered 202."));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_refusal_is_given_up_until_somebody_sends_it_again(int status)
    {
        var request = (await _bench.RequestAsync("one", Ct))!;
        _bench.Answers.Enqueue(status);
        await _bench.Queue.SendDueAsync(Ct);
        (await StateOf(request)).ShouldBe((BuildState.Failed, 1, $"It answered {status}."));

        await _bench.LaterAsync(TimeSpan.FromDays(2), Ct);
        _bench.Taken.Count.ShouldBe(1);
        (await _bench.Builds.RequeueAsync(request.Workspace, request.Id, Ct))!.State.ShouldBe(BuildState.Queued);
        await _bench.Queue.SendDueAsync(Ct);

        (await StateOf(request)).ShouldBe((BuildState.Accepted, 1, "It answered 202."));
    }

    [Fact]
    public async Task What_the_build_system_asks_for_is_waited()
    {
        await _bench.RequestAsync("one", Ct);
        _bench.RetryAfter = "120";
        _bench.Answers.Enqueue(503);
        await _bench.Queue.SendDueAsync(Ct);

        await _bench.LaterAsync(TimeSpan.FromSeconds(119), Ct);
        _bench.Taken.Count.ShouldBe(1);
        await _bench.LaterAsync(TimeSpan.FromSeconds(1), Ct);
        _bench.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Requests_of_a_profile_come_in_order_until_one_has_failed_for_long()
    {
        var first = (await _bench.RequestAsync("first", Ct))!;
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        var second = (await _bench.RequestAsync("second", Ct))!;
        foreach (var _ in Enumerable.Range(0, RetrySchedule.WaitTimeout))
            _bench.Answers.Enqueue(500);

        foreach (var _ in Enumerable.Range(0, RetrySchedule.WaitTimeout - 1))
            await _bench.LaterAsync(TimeSpan.FromMinutes(2), Ct);
        _bench.Taken.ShouldAllBe(taken => taken.Id == first.Id.ToString());
        await _bench.LaterAsync(TimeSpan.FromMinutes(2), Ct);

        _bench.Taken.Last().Id.ShouldBe(second.Id.ToString());
        (await StateOf(second)).State.ShouldBe(BuildState.Accepted);
        (await StateOf(first)).State.ShouldBe(BuildState.Sent);
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_given_up()
    {
        var request = (await _bench.RequestAsync("one", Ct))!;
        foreach (var _ in Enumerable.Range(0, RetrySchedule.MaxAttempts))
        {
            _bench.Answers.Enqueue(500);
            await _bench.LaterAsync(TimeSpan.FromHours(1), Ct);
        }

        (await StateOf(request)).ShouldBe((BuildState.Failed, RetrySchedule.MaxAttempts, "It answered 500."));
    }

    [Fact]
    public async Task Of_two_nodes_one_sends()
    {
        var request = (await _bench.RequestAsync("one", Ct))!;

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _bench.Builds.ClaimAsync(request, _bench.Time.GetUtcNow().AddMinutes(1), Ct)));

        claims.Count(claimed => claimed).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_that_died_with_a_request_loses_it_to_the_next()
    {
        var request = (await _bench.RequestAsync("one", Ct))!;
        await _bench.Builds.ClaimAsync(request, _bench.Time.GetUtcNow().AddMinutes(1), Ct);

        await _bench.RestartAsync(Ct);
        await _bench.LaterAsync(TimeSpan.FromSeconds(59), Ct);
        _bench.Taken.ShouldBeEmpty();
        await _bench.LaterAsync(TimeSpan.FromSeconds(1), Ct);

        (await StateOf(request)).ShouldBe((BuildState.Accepted, 2, "It answered 202."));
    }

    private async Task<(BuildState State, int Attempts, string? ApiResponse)> StateOf(BuildRequest request)
    {
        var now = (await _bench.Builds.FindAsync(request.Id, Ct))!;
        return (now.State, now.Attempts, now.LastResponse);
    }
}
