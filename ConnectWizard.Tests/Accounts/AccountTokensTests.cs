using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>Tokens are renewed once, whoever asks, and nothing is lost wherever a process dies.</summary>
public abstract class AccountTokensTests(StoreProvider provider) : IAsyncLifetime
{
    private readonly StorePlace _place = StorePlace.On(provider);
    private readonly CollectedLogs _logs = new();
    private OpenIdProvider _provider = null!;
    private TokenNode _node = null!;
    private AccountId _account;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync();
        _node = await TokenNode.StartAsync(_place, _provider, _logs);
        _account = await _node.AddDueAsync(_provider.GiveRefreshToken());
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _provider.DisposeAsync();
        _place.Dispose();
        _logs.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Twenty_circuits_with_one_token_that_is_due_cause_one_refresh()
    {
        var gate = Hold();
        var circuits = Enumerable.Range(0, 20).Select(_ => _node.Tokens.OpenAsync(_account, Cancellation)).ToList();
        await _provider.RefreshCame;
        gate.SetResult();

        var tokens = (await Task.WhenAll(circuits)).Select(result => result.Value!.Reveal()).Distinct(StringComparer.Ordinal);

        tokens.ShouldHaveSingleItem().ShouldNotBe("access-due", StringComparer.Ordinal);
        _provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_with_one_token_that_is_due_cause_one_refresh()
    {
        await using var other = await TokenNode.StartAsync(_place, _provider);
        var gate = Hold();
        var first = _node.Tokens.OpenAsync(_account, Cancellation);
        await _provider.RefreshCame;
        var second = other.Tokens.OpenAsync(_account, Cancellation);
        gate.SetResult();

        (await second).Value!.Reveal().ShouldBe((await first).Value!.Reveal());

        _provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task A_circuit_that_leaves_ends_nothing_for_the_others()
    {
        var gate = Hold();
        using var leaving = new CancellationTokenSource();
        var left = _node.Tokens.OpenAsync(_account, leaving.Token);
        await _provider.RefreshCame;
        var stays = _node.Tokens.OpenAsync(_account, Cancellation);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => left);
        gate.SetResult();

        (await stays).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_token_that_lasts_is_given_out_without_asking_anybody_also_by_the_next_process()
    {
        var token = (await _node.Tokens.OpenAsync(_account, Cancellation)).Value!.Reveal();
        await using var next = await TokenNode.StartAsync(_place, _provider);

        (await next.Tokens.OpenAsync(_account, Cancellation)).Value!.Reveal().ShouldBe(token);

        _provider.Refreshes.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_before_it_has_stored_the_new_tokens_leaves_the_old_one_to_be_tried(bool strictly)
    {
        _provider.RotatesStrictly = strictly;
        await UseUpAsync((await _node.Store.ReadAsync(_account, Cancellation))!.Refresh!);

        var result = await _node.Tokens.OpenAsync(_account, Cancellation);

        result.Problem?.Code.ShouldBe(ProblemCode.SignInAgain);
        result.Succeeded.ShouldBe(!strictly);
        (await _node.NeedsSignInAsync(_account)).ShouldBe(strictly);
    }

    [Fact]
    public async Task A_refresh_token_that_is_refused_needs_a_sign_in_and_is_not_tried_again()
    {
        _provider.Revoke();

        var problem = (await _node.Tokens.OpenAsync(_account, Cancellation)).Problem.ShouldNotBeNull();
        (await _node.Tokens.OpenAsync(_account, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);

        (problem.Code, problem.Arguments["login"]).ShouldBe((ProblemCode.SignInAgain, "ada@spacetech.example"));
        (await _node.NeedsSignInAsync(_account)).ShouldBeTrue();
        _provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task A_provider_that_wants_to_see_the_person_is_told_as_such_also_later()
    {
        ApiResponse(400, """{"error":"interaction_required","error_description":"AADSTS50076: Use multi-factor authentication."}""");

        (await _node.Tokens.OpenAsync(_account, Cancellation)).Problem!.Arguments["number"].ShouldBe("AADSTS50076");

        (await _node.Tokens.OpenAsync(_account, Cancellation)).Problem.ShouldSatisfyAllConditions(
            it => it!.Code.ShouldBe(ProblemCode.SignInAgain), it => it!.Arguments[ProblemText.Variant].ShouldBe("interaction"));
    }

    [Theory]
    [InlineData(503, "busy", ProblemCode.SignInUnreachable)]
    [InlineData(200, "<html>", ProblemCode.SignInBroken)]
    [InlineData(401, """{"error":"invalid_client","error_description":"AADSTS7000222: The client secret has expired."}""", ProblemCode.AppUnknown)]
    public async Task A_fault_that_is_not_the_accounts_leaves_all_as_it_is(int status, string body, ProblemCode code)
    {
        ApiResponse(status, body);

        (await _node.Tokens.OpenAsync(_account, Cancellation)).Problem!.Code.ShouldBe(code);

        (await _node.NeedsSignInAsync(_account)).ShouldBeFalse();
        (await _node.Store.ReadAsync(_account, Cancellation))!.Refresh.ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_a_refresh_token_the_access_token_serves_to_its_end_and_then_a_sign_in_is_needed()
    {
        var account = await _node.AddDueAsync(null, TimeSpan.FromHours(1), "brief");
        (await _node.Tokens.OpenAsync(account, Cancellation)).Value!.Reveal().ShouldBe("access-due");

        var ended = await _node.AddDueAsync(null, TimeSpan.Zero, "ended");
        (await _node.Tokens.OpenAsync(ended, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
    }

    [Fact]
    public async Task Without_a_new_refresh_token_the_old_one_stays()
    {
        var old = (await _node.Store.ReadAsync(_account, Cancellation))!.Refresh!.Reveal();
        ApiResponse(200, """{"access_token":"access-only","token_type":"Bearer","expires_in":"3600"}""");

        (await _node.Tokens.OpenAsync(_account, Cancellation)).Value!.Reveal().ShouldBe("access-only");

        (await _node.Store.ReadAsync(_account, Cancellation))!.Refresh!.Reveal().ShouldBe(old);
    }

    [Fact]
    public async Task An_account_that_was_signed_out_while_its_tokens_were_renewed_stays_signed_out()
    {
        var gate = Hold();
        var renewal = _node.Tokens.OpenAsync(_account, Cancellation);
        await _provider.RefreshCame;
        await _node.Accounts.SignOutAsync(_account, TokenNode.Owner, Cancellation);
        gate.SetResult();

        (await renewal).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);

        (await _node.Accounts.ListAsync(TokenNode.Owner, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_token_is_in_the_database_or_in_the_log()
    {
        await _node.Tokens.OpenAsync(_account, Cancellation);

        var texts = ReadDatabase(_place).Concat(_logs.Lines).ToList();
        texts.ShouldContain(text => text.Contains("ada@spacetech.example"));
        _provider.Secrets.Count.ShouldBe(4);
        _provider.Secrets.SelectMany(TokenForms.Of).Select(Encoding.Latin1.GetString).ShouldAllBe(form => texts.All(text => !text.Contains(form)));
    }

    /// <summary>All that somebody has who copied the database, as text.</summary>
    private protected abstract IEnumerable<string> ReadDatabase(StorePlace place);

    private TaskCompletionSource Hold()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _provider.RefreshGate = gate.Task;
        return gate;
    }

    private void ApiResponse(int status, string body) => _provider.TokenAnswer = context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body, Cancellation);
    };

    /// <summary>What a process does that dies when the answer has come.</summary>
    private async Task UseUpAsync(Secret refresh)
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("grant_type", "refresh_token"), KeyValuePair.Create("client_id", OpenIdProvider.ClientId), KeyValuePair.Create("refresh_token", refresh.Reveal()),
        ]);
        (await client.PostAsync(new Uri($"{_provider.Url}/token"), form, Cancellation)).EnsureSuccessStatusCode();
    }

    public sealed class OnSqlite() : AccountTokensTests(StoreProvider.Sqlite)
    {
        private protected override IEnumerable<string> ReadDatabase(StorePlace place)
        {
            using var log = ((StoreFolder)place).HoldLog();
            return [.. Directory.GetFiles(Path.GetDirectoryName(place.Name)!).Select(file => Encoding.Latin1.GetString(OpenFile.Read(file)))];
        }
    }

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : AccountTokensTests(StoreProvider.PostgreSql)
    {
        private protected override IEnumerable<string> ReadDatabase(StorePlace place) => place
            .Sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            .SelectMany(table => place.Sql($"SELECT {table}::text FROM {table}"));
    }
}
