using ConnectWizard.Connections;
using ConnectWizard.Connections.Repositories;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The order of the ladder and its verdicts.</summary>
public sealed class ConnectionCheckTests
{
    private readonly CheckBench _bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_well_passes_all_fifteen_rungs_in_order()
    {
        var result = await _bench.RunAsync(Cancellation);

        result.Rungs.Select(rung => rung.Code).ShouldBe(Enum.GetValues<RungCode>());
        result.Rungs.ShouldAllBe(rung => rung.State == RungState.Passed && rung.Sentence.Length > 0 && rung.Took != null);
        result.Health.ShouldBe(ConnectionHealth.Good);
        result.Facts.ShouldNotBeNull().ShouldSatisfyAllConditions(
            facts => facts.AccountName.ShouldBe("Ada Byron"),
            facts => facts.Projects.ShouldBe(1),
            facts => facts.Webhooks.ShouldBe(WebhookRight.Allowed),
            facts => facts.Product.ShouldBe("Azure DevOps Server 2022"));
    }

    [Fact]
    public async Task A_failed_rung_ends_the_check_and_what_was_not_reached_is_skipped()
    {
        _bench.Probe.ConnectAsync(default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.ConnectionRefused));

        var result = await _bench.RunAsync(Cancellation);

        result.Rungs.Take(3).ShouldAllBe(rung => rung.State == RungState.Passed);
        result.Rungs[3].State.ShouldBe(RungState.Failed);
        result.Rungs.Skip(4).ShouldAllBe(rung => rung.State == RungState.Skipped && rung.Took == null);
        result.Failure!.Arguments["host"].ShouldBe("s.example");
        result.Facts.ShouldBeNull();
    }

    [Fact]
    public async Task A_bad_token_costs_one_request()
    {
        _bench.Gateway.IdentifyAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.TokenRefused));

        var result = await _bench.RunAsync(Cancellation);

        Failed(result).ShouldBe((RungCode.Token, ProblemCode.TokenRefused));
        _bench.Gateway.ReceivedCalls().Select(call => call.GetMethodInfo().Name).ShouldBe(["GreetAsync", "IdentifyAsync"]);
    }

    [Theory]
    [InlineData(null, ProblemCode.TokenMissing)]
    [InlineData("two words", ProblemCode.TokenMalformed)]
    public async Task A_token_that_cannot_be_one_is_not_sent(string? token, ProblemCode code)
    {
        _bench.Subject = _bench.Subject with { Token = token is null ? null : new Secret(token) };

        var result = await _bench.RunAsync(Cancellation);

        Failed(result).ShouldBe((RungCode.Token, code));
        State(result, RungCode.SignIn).ShouldBe(RungState.Passed);
        await _bench.Gateway.DidNotReceiveWithAnyArgs().IdentifyAsync(default!, default!, Cancellation);
    }

    [Theory]
    [InlineData("", "Main", RungCode.Address, ProblemCode.AddressMissing)]
    [InlineData("ftp://s.example", "Main", RungCode.Address, ProblemCode.AddressUnusable)]
    [InlineData("https://dev.azure.com/contoso", "contoso", RungCode.Address, ProblemCode.AddressIsServices)]
    [InlineData("https://s.example", "", RungCode.Collection, ProblemCode.CollectionMissing)]
    [InlineData("https://s.example", "a?b", RungCode.Collection, ProblemCode.CollectionUnusable)]
    public async Task What_was_typed_fails_before_anything_is_asked(string url, string collection, RungCode rung, ProblemCode code)
    {
        _bench.Subject = _bench.Subject with { Url = url, Collection = collection };

        Failed(await _bench.RunAsync(Cancellation)).ShouldBe((rung, code));

        _bench.Probe.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_in_clear_is_warned_about_and_makes_no_handshake()
    {
        _bench.Subject = _bench.Subject with { Url = "http://s.example" };

        var result = await _bench.RunAsync(Cancellation);

        Warned(result, RungCode.Tls).ShouldBe(ProblemCode.AddressUnencrypted);
        await _bench.Probe.DidNotReceiveWithAnyArgs().HandshakeAsync(default!, Cancellation);
    }

    [Theory]
    [InlineData(ProblemCode.NotHttp, RungCode.Http)]
    [InlineData(ProblemCode.Redirected, RungCode.Http)]
    [InlineData(ProblemCode.NotAzureDevOps, RungCode.Product)]
    [InlineData(ProblemCode.TeamFoundationServer, RungCode.Version)]
    [InlineData(ProblemCode.CollectionUnknown, RungCode.Collection)]
    public async Task A_first_answer_fails_the_rung_that_it_is_about(ProblemCode code, RungCode rung)
    {
        _bench.Gateway.GreetAsync(default!, Cancellation).ReturnsForAnyArgs(new Problem(code));

        Failed(await _bench.RunAsync(Cancellation)).ShouldBe((rung, code));
    }

    [Theory]
    [InlineData(ProblemCode.NotAzureDevOps, RungCode.Product)]
    [InlineData(ProblemCode.WindowsOnly, RungCode.SignIn)]
    [InlineData(ProblemCode.TokenExpired, RungCode.Token)]
    [InlineData(ProblemCode.NotAMember, RungCode.Token)]
    [InlineData(ProblemCode.CollectionStopped, RungCode.Collection)]
    [InlineData(ProblemCode.ServerError, RungCode.Token)]
    [InlineData(ProblemCode.ProxyAnswered, RungCode.Token)]
    public async Task The_answer_to_the_token_fails_the_rung_that_it_is_about(ProblemCode code, RungCode rung)
    {
        _bench.Gateway.IdentifyAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(code));

        var result = await _bench.RunAsync(Cancellation);

        Failed(result).ShouldBe((rung, code));
        result.Rungs.Where(one => one.Code < rung && one.Code != RungCode.Version).ShouldAllBe(one => one.State == RungState.Passed);
    }

    [Fact]
    public async Task A_refused_token_behind_a_shadowed_Basic_is_not_the_tokens_fault()
    {
        _bench.Gateway.GreetAsync(default!, Cancellation).ReturnsForAnyArgs(CheckBench.Greeting(realm: "s.example"));
        _bench.Gateway.IdentifyAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.TokenRefused));

        Failed(await _bench.RunAsync(Cancellation)).ShouldBe((RungCode.SignIn, ProblemCode.BasicShadowed));
    }

    [Fact]
    public async Task An_accepted_token_proves_the_way_of_signing_in()
    {
        _bench.Gateway.GreetAsync(default!, Cancellation).ReturnsForAnyArgs(CheckBench.Greeting("s.example", "NTLM"));

        (await _bench.RunAsync(Cancellation)).Passed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_sign_in_page_for_strangers_says_nothing_about_the_token()
    {
        _bench.Gateway.GreetAsync(default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.SignInPage));

        (await _bench.RunAsync(Cancellation)).Passed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(2018, ProblemCode.TeamFoundationServer)]
    [InlineData(2019, ProblemCode.VersionTooOld)]
    public async Task An_old_server_is_refused_by_name_and_version(int year, ProblemCode code)
    {
        _bench.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(CheckBench.Version(year));

        var result = await _bench.RunAsync(Cancellation);

        Failed(result).ShouldBe((RungCode.Version, code));
        ProblemText.For(result.Failure!).What.ShouldContain($"Azure DevOps Server {year}");
        result.Failure!.Arguments["minimum"].ShouldBe("2020");
    }

    [Fact]
    public async Task A_newer_server_passes_with_a_note()
    {
        _bench.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(CheckBench.Version(2026));

        var result = await _bench.RunAsync(Cancellation);

        result.Health.ShouldBe(ConnectionHealth.Good);
        result.Rungs[(int)RungCode.Version].Sentence.ShouldContain("Newer");
    }

    [Fact]
    public async Task The_verdict_is_the_first_failed_rung_whichever_was_decided_first()
    {
        var version = new TaskCompletionSource<Outcome<ServerVersion>>();
        _bench.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(version.Task);
        _bench.Gateway.ListProjectsAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => CheckBench.Stream<Project>());

        var result = await _bench.RunAsync(Cancellation, rung =>
        {
            if (rung is { Code: RungCode.Projects, State: RungState.Failed })
            {
                version.SetResult(CheckBench.Version(2018));
            }
        });

        result.Failure!.Code.ShouldBe(ProblemCode.TeamFoundationServer);
        State(result, RungCode.Projects).ShouldBe(RungState.Failed);
    }

    [Fact]
    public async Task Being_throttled_ends_the_check_at_once_with_the_wait()
    {
        var version = new TaskCompletionSource<Outcome<ServerVersion>>();
        _bench.Gateway.ReadVersionAsync(default!, default!, Cancellation).ReturnsForAnyArgs(version.Task);
        _bench.Gateway.ListProjectsAsync(default!, default!, Cancellation)
            .ReturnsForAnyArgs(_ => CheckBench.Failing<Project>(new Problem(ProblemCode.Throttled) { RetryAfter = TimeSpan.FromSeconds(29.2) }));

        var result = await _bench.RunAsync(Cancellation);

        Failed(result).ShouldBe((RungCode.Projects, ProblemCode.Throttled));
        State(result, RungCode.Version).ShouldBe(RungState.Skipped);
        ProblemText.For(result.Failure!).What.ShouldContain("wait 30 seconds");
    }

    private static (RungCode, ProblemCode) Failed(CheckResult result)
    {
        var rung = result.Rungs.Where(rung => rung.State == RungState.Failed).ShouldHaveSingleItem();
        return (rung.Code, rung.Problem!.Code);
    }

    private static RungState State(CheckResult result, RungCode code) => result.Rungs[(int)code].State;

    private static ProblemCode? Warned(CheckResult result, RungCode code) =>
        result.Rungs[(int)code] is { State: RungState.Warned } rung ? rung.Problem!.Code : null;
}
