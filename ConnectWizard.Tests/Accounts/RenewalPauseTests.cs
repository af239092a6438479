using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>After a renewal that failed nobody, on no node, asks the provider again before its time.</summary>
public abstract class RenewalPauseTests(StoreProvider provider) : IAsyncLifetime
{
    private readonly StorePlace _place = StorePlace.On(provider);
    private readonly ManualTime _time = new();
    private OpenIdProvider _provider = null!;
    private TokenNode _node = null!;
    private TokenNode _other = null!;
    private AccountId _account;
    private int _posts;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync();
        _node = await TokenNode.StartAsync(_place, _provider, time: _time);
        _other = await TokenNode.StartAsync(_place, _provider, time: _time);
        _account = await _node.AddDueAsync(_provider.GiveRefreshToken());
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _other.DisposeAsync();
        await _provider.DisposeAsync();
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(503, ProblemCode.SignInUnreachable)]
    [InlineData(429, ProblemCode.SignInUnreachable)]
    [InlineData(404, ProblemCode.SignInBroken)]
    public async Task Whoever_asks_meanwhile_on_either_node_is_told_the_same_and_nobody_posts(int status, ProblemCode code)
    {
        ApiResponse(status);
        var first = await AskAsync(_node);

        var later = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn => AskAsync(turn % 2 == 0 ? _node : _other)));

        _posts.ShouldBe(1);
        first.Problem.ShouldSatisfyAllConditions(it => it!.Code.ShouldBe(code), it => it!.Arguments["login"].ShouldBe("ada@spacetech.example"));
        later.ShouldAllBe(result => ProblemText.For(result.Problem!) == ProblemText.For(first.Problem!) && result.Problem!.RetryAfter == TimeSpan.FromSeconds(5));
        later[1].Problem!.Evidence.ShouldBe(first.Problem!.Evidence);
    }

    [Fact]
    public async Task A_provider_that_is_gone_is_not_tried_by_each_who_asks_either()
    {
        await _provider.DisposeAsync();
        var problem = (await AskAsync(_node)).Problem;
        problem.ShouldNotBeNull().Arguments[ProblemText.Variant].ShouldBe("renewal");

        (await AskAsync(_other)).Problem!.RetryAfter.ShouldBe(RenewalBackOff.InitialDelay);
        ProblemText.For(problem).What.ShouldBe("127.0.0.1 does not renew the sign-in of ada@spacetech.example at the moment.");
    }

    [Fact]
    public async Task The_pause_doubles_up_to_five_minutes_and_begins_anew_after_a_success()
    {
        ApiResponse(500);
        var pauses = new List<double>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var pause = (await AskAsync(attempt % 2 == 0 ? _node : _other)).Problem!.RetryAfter!.Value;
            pauses.Add(pause.TotalSeconds);
            _time.Advance(pause);
        }

        pauses.ShouldBe([5, 10, 20, 40, 80, 160, 300, 300, 300]);
        _posts.ShouldBe(9);
        _provider.TokenAnswer = null;
        (await AskAsync(_node)).Succeeded.ShouldBeTrue();
        _time.Advance(TimeSpan.FromHours(1));
        ApiResponse(500);
        (await AskAsync(_other)).Problem!.RetryAfter.ShouldBe(RenewalBackOff.InitialDelay);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("1", 5)]
    [InlineData("86400", 3600)]
    [InlineData("-4", 5)]
    [InlineData("Sat, 21 Nov 2026 09:02:00 GMT", 120)]
    [InlineData("soon", 5)]
    public async Task What_the_provider_asks_to_wait_is_waited_up_to_an_hour(string asked, int seconds)
    {
        ApiResponse(429, asked);

        (await AskAsync(_node)).Problem!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));

        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        await AskAsync(_other);
        _posts.ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await AskAsync(_other);
        _posts.ShouldBe(2);
    }

    [Fact]
    public async Task An_access_token_that_is_due_serves_to_its_end_meanwhile()
    {
        var account = await _node.AddDueAsync(_provider.GiveRefreshToken(), TimeSpan.FromSeconds(60), "another");
        ApiResponse(503, "90");

        (await _node.Tokens.OpenAsync(account, Cancellation)).Value!.Reveal().ShouldBe("access-due");
        _time.Advance(TimeSpan.FromSeconds(59));
        (await _other.Tokens.OpenAsync(account, Cancellation)).Value!.Reveal().ShouldBe("access-due");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await _other.Tokens.OpenAsync(account, Cancellation)).Problem!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));

        _posts.ShouldBe(1);
    }

    [Fact]
    public async Task A_sign_in_ends_the_pause()
    {
        ApiResponse(503);
        await AskAsync(_node);

        await _node.AddDueAsync(_provider.GiveRefreshToken());

        _provider.TokenAnswer = null;
        (await AskAsync(_other)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_final_refusal_nobody_posts_again_however_late()
    {
        _provider.Revoke();
        (await AskAsync(_node)).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
        _time.Advance(TimeSpan.FromDays(30));

        (await AskAsync(_other)).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);

        _provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_that_comes_after_a_newer_sign_in_pauses_nothing()
    {
        var stored = (await _node.Store.ReadAsync(_account, Cancellation))!;
        await _node.AddDueAsync(_provider.GiveRefreshToken());

        await _node.Store.PauseAsync(
            _account, stored.Generation, RenewalBackOff.After(new Problem(ProblemCode.SignInUnreachable), null, _time.GetUtcNow()), Cancellation);

        (await AskAsync(_node)).Succeeded.ShouldBeTrue();
    }

    private Task<Result<EntraAccessToken>> AskAsync(TokenNode node) => node.Tokens.OpenAsync(_account, Cancellation);

    private void ApiResponse(int status, string? retryAfter = null) => _provider.TokenAnswer = context =>
    {
        Interlocked.Increment(ref _posts);
        context.Response.StatusCode = status;
        context.Response.Headers.Date = "Sat, 21 Nov 2026 09:00:00 GMT";
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsync("not now", Cancellation);
    };

    public sealed class OnSqlite() : RenewalPauseTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : RenewalPauseTests(StoreProvider.PostgreSql);
}
