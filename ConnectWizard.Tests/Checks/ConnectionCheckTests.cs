using System.Globalization;
using System.Net;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Repositories;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The order of the ladder and its verdicts.</summary>
public sealed class ConnectionCheckTests
{
    private readonly CheckFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_well_passes_all_fifteen_items_in_order()
    {
        var result = await _fixture.RunAsync(Cancellation);

        result.Items.Select(item => item.Code).ShouldBe(Enum.GetValues<CheckItemId>());
        result.Items.ShouldAllBe(item => item.State == CheckItemState.Passed && item.Sentence.Length > 0 && item.Took != null);
        result.Health.ShouldBe(ConnectionHealth.Good);
        result.Facts.ShouldNotBeNull().ShouldSatisfyAllConditions(
            facts => facts.AccountName.ShouldBe("Ada Byron"),
            facts => facts.Projects.ShouldBe(1),
            facts => facts.Webhooks.ShouldBe(WebhookRight.Allowed),
            facts => facts.Product.ShouldBe("Azure DevOps Server 2022"));
    }

    [Fact]
    public async Task A_failed_item_ends_the_check_and_what_was_not_reached_is_skipped()
    {
        _fixture.Probe.ConnectAsync(default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.ConnectionRefused));

        var result = await _fixture.RunAsync(Cancellation);

        result.Items.Take(3).ShouldAllBe(item => item.State == CheckItemState.Passed);
        result.Items[3].State.ShouldBe(CheckItemState.Failed);
        result.Items.Skip(4).ShouldAllBe(item => item.State == CheckItemState.Skipped && item.Took == null);
        result.Failure!.Arguments["host"].ShouldBe("s.example");
        result.Facts.ShouldBeNull();
    }

    [Fact]
    public async Task A_browser_that_checks_too_often_waits_before_anything_is_connected_to_and_another_does_not()
    {
        _fixture.Probe.ConnectAsync(default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.ConnectionRefused));
        _fixture.Subject = _fixture.Subject with { Browser = new OwnerId("one") };
        for (var i = 0; i < CheckRateLimiter.PerBrowser; i++)
            (await _fixture.RunAsync(Cancellation)).Failure!.Code.ShouldBe(ProblemCode.ConnectionRefused);
        _fixture.Probe.ClearReceivedCalls();

        var refused = await _fixture.RunAsync(Cancellation);

        refused.Items.Single(item => item.State == CheckItemState.Failed).Code.ShouldBe(CheckItemId.Policy);
        ShouldWait(refused.Failure);
        await _fixture.Probe.DidNotReceiveWithAnyArgs().ConnectAsync(default!, Cancellation);
        _fixture.Subject = _fixture.Subject with { Browser = new OwnerId("two") };
        (await _fixture.RunAsync(Cancellation)).Failure!.Code.ShouldBe(ProblemCode.ConnectionRefused);
    }

    [Fact]
    public void A_server_that_many_browsers_check_has_a_pace_unless_it_is_configured()
    {
        var (subject, host) = (_fixture.Subject, new ResolvedHost(new ServerAddress("https", "s.example", 443, ""), [IPAddress.Parse("203.0.113.5")], null));
        for (var i = 0; i < CheckRateLimiter.PerServer; i++)
            _fixture.Limiter.Take(subject with { Browser = new OwnerId($"{i}") }, host).ShouldBeNull();

        ShouldWait(_fixture.Limiter.Take(subject with { Browser = new OwnerId("next") }, host with { Address = host.Address with { Host = "other.example" } }));
        _fixture.Limiter.Take(subject, host with { Addresses = [IPAddress.Parse("203.0.113.6")] }).ShouldBeNull();
        _fixture.Limiter.Take(subject, host with { ConnectTo = "127.0.0.1:8443" }).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_policy_refuses_is_not_told_by_its_address()
    {
        var refusal = new Problem(ProblemCode.AddressNotAllowed).With("network", "a private network");
        _fixture.Probe.Permit(default!).ReturnsForAnyArgs(refusal);

        var result = await _fixture.RunAsync(Cancellation);

        result.Items[(int)CheckItemId.Dns].State.ShouldBe(CheckItemState.Passed);
        var told = string.Join(' ', result.Items.Select(item => $"{item.Sentence} {string.Join(' ', item.Evidence)}")) + ProblemText.For(result.Failure!);
        told.ShouldContain("s.example is in a private network");
        told.ShouldNotContain("203.0.113.5");
    }

    [Fact]
    public async Task A_bad_token_costs_one_request()
    {
        _fixture.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.TokenRefused));

        var result = await _fixture.RunAsync(Cancellation);

        Failed(result).ShouldBe((CheckItemId.Token, ProblemCode.TokenRefused));
        _fixture.Gateway.ReceivedCalls().Select(call => call.GetMethodInfo().Name).ShouldBe(["ProbeAsync", "GetConnectionDataAsync"]);
    }

    [Theory]
    [InlineData(null, ProblemCode.TokenMissing)]
    [InlineData("two words", ProblemCode.TokenMalformed)]
    public async Task A_token_that_cannot_be_one_is_not_sent(string? token, ProblemCode code)
    {
        _fixture.Subject = _fixture.Subject with { Token = token is null ? null : new Secret(token) };

        var result = await _fixture.RunAsync(Cancellation);

        Failed(result).ShouldBe((CheckItemId.Token, code));
        State(result, CheckItemId.SignIn).ShouldBe(CheckItemState.Passed);
        await _fixture.Gateway.DidNotReceiveWithAnyArgs().GetConnectionDataAsync(default!, default!, Cancellation);
    }

    [Theory]
    [InlineData("", "Main", CheckItemId.Address, ProblemCode.AddressMissing)]
    [InlineData("ftp://s.example", "Main", CheckItemId.Address, ProblemCode.AddressUnusable)]
    [InlineData("https://dev.azure.com/contoso", "contoso", CheckItemId.Address, ProblemCode.AddressIsServices)]
    [InlineData("https://s.example", "", CheckItemId.Collection, ProblemCode.CollectionMissing)]
    [InlineData("https://s.example", "a?b", CheckItemId.Collection, ProblemCode.CollectionUnusable)]
    public async Task What_was_typed_fails_before_anything_is_asked(string url, string collection, CheckItemId item, ProblemCode code)
    {
        _fixture.Subject = _fixture.Subject with { Address = ParsedTarget.Parse(url, collection) };

        Failed(await _fixture.RunAsync(Cancellation)).ShouldBe((item, code));

        _fixture.Probe.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_in_clear_is_warned_about_and_makes_no_handshake()
    {
        _fixture.Subject = _fixture.Subject with { Address = ParsedTarget.Parse("http://s.example", "Main") };

        var result = await _fixture.RunAsync(Cancellation);

        Warned(result, CheckItemId.Tls).ShouldBe(ProblemCode.AddressUnencrypted);
        await _fixture.Probe.DidNotReceiveWithAnyArgs().HandshakeAsync(default!, Cancellation);
    }

    [Theory]
    [InlineData(ProblemCode.NotHttp, CheckItemId.Http)]
    [InlineData(ProblemCode.Redirected, CheckItemId.Http)]
    [InlineData(ProblemCode.NotAzureDevOps, CheckItemId.Product)]
    [InlineData(ProblemCode.TeamFoundationServer, CheckItemId.Version)]
    [InlineData(ProblemCode.CollectionUnknown, CheckItemId.Collection)]
    public async Task A_first_answer_fails_the_item_that_it_is_about(ProblemCode code, CheckItemId item)
    {
        _fixture.Gateway.ProbeAsync(default!, Cancellation).ReturnsForAnyArgs(new Problem(code));

        Failed(await _fixture.RunAsync(Cancellation)).ShouldBe((item, code));
    }

    [Theory]
    [InlineData(ProblemCode.NotAzureDevOps, CheckItemId.Product)]
    [InlineData(ProblemCode.WindowsOnly, CheckItemId.SignIn)]
    [InlineData(ProblemCode.TokenExpired, CheckItemId.Token)]
    [InlineData(ProblemCode.NotAMember, CheckItemId.Token)]
    [InlineData(ProblemCode.CollectionStopped, CheckItemId.Collection)]
    [InlineData(ProblemCode.ServerError, CheckItemId.Token)]
    [InlineData(ProblemCode.ProxyAnswered, CheckItemId.Token)]
    public async Task The_answer_to_the_token_fails_the_item_that_it_is_about(ProblemCode code, CheckItemId item)
    {
        _fixture.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(code));

        var result = await _fixture.RunAsync(Cancellation);

        Failed(result).ShouldBe((item, code));
        result.Items.Where(one => one.Code < item && one.Code != CheckItemId.Version).ShouldAllBe(one => one.State == CheckItemState.Passed);
    }

    [Fact]
    public async Task A_refused_token_behind_a_shadowed_Basic_is_not_the_tokens_fault()
    {
        _fixture.Gateway.ProbeAsync(default!, Cancellation).ReturnsForAnyArgs(CheckFixture.ServerProbe(realm: "s.example"));
        _fixture.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.TokenRefused));

        Failed(await _fixture.RunAsync(Cancellation)).ShouldBe((CheckItemId.SignIn, ProblemCode.BasicShadowed));
    }

    [Fact]
    public async Task An_accepted_token_proves_the_way_of_signing_in()
    {
        _fixture.Gateway.ProbeAsync(default!, Cancellation).ReturnsForAnyArgs(CheckFixture.ServerProbe("s.example", "NTLM"));

        (await _fixture.RunAsync(Cancellation)).Passed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_sign_in_page_for_strangers_says_nothing_about_the_token()
    {
        _fixture.Gateway.ProbeAsync(default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.SignInPage));

        (await _fixture.RunAsync(Cancellation)).Passed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(2018, ProblemCode.TeamFoundationServer)]
    [InlineData(2019, ProblemCode.VersionTooOld)]
    public async Task An_old_server_is_refused_by_name_and_version(int year, ProblemCode code)
    {
        _fixture.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(CheckFixture.Version(year));

        var result = await _fixture.RunAsync(Cancellation);

        Failed(result).ShouldBe((CheckItemId.Version, code));
        ProblemText.For(result.Failure!).What.ShouldContain($"Azure DevOps Server {year}");
        result.Failure!.Arguments["minimum"].ShouldBe("2020");
    }

    [Fact]
    public async Task A_newer_server_passes_with_a_note()
    {
        _fixture.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(CheckFixture.Version(2026));

        var result = await _fixture.RunAsync(Cancellation);

        result.Health.ShouldBe(ConnectionHealth.Good);
        result.Items[(int)CheckItemId.Version].Sentence.ShouldContain("Newer");
    }

    [Theory]
    [InlineData(2020, "Azure DevOps Server 2020. It works; mainstream support for it ended in")]
    [InlineData(2022, "Azure DevOps Server 2022.")]
    public async Task A_server_whose_support_ended_passes_with_a_note(int year, string sentence)
    {
        _fixture.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(CheckFixture.Version(year));

        var result = await _fixture.RunAsync(Cancellation);

        result.Health.ShouldBe(ConnectionHealth.Good);
        result.Items[(int)CheckItemId.Version].Sentence.ShouldStartWith(sentence);
    }

    [Theory]
    [InlineData("2026-11-30T23:59:00Z", "does not say which")]
    [InlineData("2026-12-01T00:00:00Z", "Tokens for all organizations no longer work since 1 December 2026")]
    public async Task A_refused_token_of_the_cloud_is_first_looked_at_as_one_for_all_organizations(string now, string cause)
    {
        _fixture.Subject = CheckSubject.Of(new ServerTarget(new ServerAddress("https", "dev.azure.com", 443, ""), "contoso") { Provider = ProviderKind.Services }, new Secret("abc123"));
        _fixture.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.TokenRefused));
        _fixture.Time.Advance(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) - _fixture.Time.GetUtcNow());

        var result = await _fixture.RunAsync(Cancellation);

        ProblemText.For(result.Failure!).Cause.ShouldContain(cause);
    }

    [Fact]
    public async Task The_verdict_is_the_first_failed_item_whichever_was_decided_first()
    {
        var version = new TaskCompletionSource<Result<ServerVersion>>();
        _fixture.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(version.Task);
        _fixture.Repositories.ListProjectsAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => CheckFixture.Stream<Project>());

        var result = await _fixture.RunAsync(Cancellation, item =>
        {
            if (item is { Code: CheckItemId.Projects, State: CheckItemState.Failed })
                version.SetResult(CheckFixture.Version(2018));
        });

        result.Failure!.Code.ShouldBe(ProblemCode.TeamFoundationServer);
        State(result, CheckItemId.Projects).ShouldBe(CheckItemState.Failed);
    }

    [Fact]
    public async Task Being_throttled_ends_the_check_at_once_with_the_wait()
    {
        var version = new TaskCompletionSource<Result<ServerVersion>>();
        _fixture.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(version.Task);
        _fixture.Repositories.ListProjectsAsync(default!, default!, Cancellation)
            .ReturnsForAnyArgs(_ => CheckFixture.Failing<Project>(new Problem(ProblemCode.Throttled) { RetryAfter = TimeSpan.FromSeconds(29.2) }));

        var result = await _fixture.RunAsync(Cancellation);

        Failed(result).ShouldBe((CheckItemId.Projects, ProblemCode.Throttled));
        State(result, CheckItemId.Version).ShouldBe(CheckItemState.Skipped);
        ProblemText.For(result.Failure!).What.ShouldContain("wait 30 seconds");
    }

    private static void ShouldWait(Problem? problem)
    {
        problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.Throttled);
        problem.RetryAfter.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        ProblemText.For(problem).Cause.ShouldStartWith("Too many checks");
    }

    private static (CheckItemId, ProblemCode) Failed(CheckResult result)
    {
        var item = result.Items.Where(item => item.State == CheckItemState.Failed).ShouldHaveSingleItem();
        return (item.Code, item.Problem!.Code);
    }

    private static CheckItemState State(CheckResult result, CheckItemId code) => result.Items[(int)code].State;

    private static ProblemCode? Warned(CheckResult result, CheckItemId code) =>
        result.Items[(int)code] is { State: CheckItemState.Warned } item ? item.Problem!.Code : null;
}
