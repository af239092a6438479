using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>A connection that lives on an account, from the end of its sign-in to the next one.</summary>
public sealed class ConnectionSignInTests : IAsyncLifetime
{
    private SignInWorld _world = null!;
    private CloudAccount _account = null!;
    private ServerTarget _target = null!;
    private ConnectionId _connection;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ICredentialStore Credentials => _world.App.Services.GetRequiredService<ICredentialStore>();

    public async ValueTask InitializeAsync()
    {
        _world = await SignInWorld.StartAsync();
        await _world.SignInAsync();
        _account = await _world.ReadAccountAsync();
        _target = _world.App.Services.GetRequiredService<CloudSetup>().TargetOf("spacetech");
        _connection = await AccountConnection.MakeAsync(_world.App.Services, _world.Draft, _world.Owner, _account, "spacetech");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task The_same_account_signs_in_again_and_the_connection_is_to_be_checked()
    {
        await EndAsync();
        (await ReadAsync()).ShouldSatisfyAllConditions(it => it.Health.ShouldBe(ConnectionHealth.Failed), it => it.LastProblem.ShouldBe(ProblemCode.SignInAgain));

        (await _world.SignInAsync(SignInUrl.ForConnection(_connection))).ShouldBe($"/connections/{_connection}");

        (await ReadAsync()).ShouldSatisfyAllConditions(it => it.Health.ShouldBe(ConnectionHealth.Unknown), it => it.LastProblem.ShouldBeNull());
        (await OpenAsync()).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_person_in_another_browser_takes_the_connection_along_and_the_old_browser_gains_nothing()
    {
        await EndAsync();
        using var browser = new SignInBrowser();

        var (path, owner) = await _world.SignInAsync(SignInUrl.ForConnection(_connection), browser);

        path.ShouldBe($"/connections/{_connection}");
        (await ReadAsync()).Health.ShouldBe(ConnectionHealth.Unknown);
        (await OpenAsync()).Succeeded.ShouldBeTrue();
        var taken = (await _world.Accounts.ListAsync(owner, Cancellation)).ShouldHaveSingleItem();
        (await _world.ReadAccountAsync()).ShouldSatisfyAllConditions(it => it.Id.ShouldBe(_account.Id), it => it.NeedsSignIn.ShouldBeTrue());
        (await _world.Tokens.OpenAsync(_account.Id, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
        (await _world.Accounts.SignOutAsync(_account.Id, _world.Owner, Cancellation))!.Connections.ShouldBeEmpty();
        (await OpenAsync()).Succeeded.ShouldBeTrue();
        (await _world.Accounts.SignOutAsync(taken.Id, owner, Cancellation))!.Connections.ShouldBe(["Werk 1"]);
        (await OpenAsync()).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
    }

    [Fact]
    public async Task What_the_old_browser_has_is_not_touched_by_another_browsers_sign_in()
    {
        using var browser = new SignInBrowser();
        await _world.SignInAsync(SignInUrl.ForConnection(_connection), browser);

        await _world.Accounts.SignOutAsync(_account.Id, _world.Owner, Cancellation);

        (await OpenAsync()).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_account_in_another_browser_is_refused_and_leaves_nothing_there()
    {
        await EndAsync();
        _world.Provider.ProfileId = "somebody-else";
        using var browser = new SignInBrowser();

        var (path, owner) = await _world.SignInAsync(SignInUrl.ForConnection(_connection), browser);

        path.ShouldBe($"/connections/{_connection}?problem=sign-in-other-account");
        (await _world.Accounts.ListAsync(owner, Cancellation)).ShouldBeEmpty();
        (await OpenAsync()).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
    }

    [Fact]
    public async Task A_sign_in_for_a_connection_that_is_not_there_leaves_no_account()
    {
        var gone = ConnectionId.New();
        using var browser = new SignInBrowser();

        var (path, owner) = await _world.SignInAsync(SignInUrl.ForConnection(gone), browser);

        path.ShouldBe($"/connections/{gone}?problem=sign-in-other-account");
        (await _world.Accounts.ListAsync(owner, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_account_changes_nothing_and_is_told()
    {
        await EndAsync();
        _world.Provider.ProfileId = "somebody-else";

        (await _world.SignInAsync(SignInUrl.ForConnection(_connection))).ShouldBe($"/connections/{_connection}?problem=sign-in-other-account");

        (await OpenAsync()).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
        (await _world.ReadAccountAsync()).Id.ShouldBe(_account.Id);
    }

    [Fact]
    public async Task Signing_out_forgets_the_tokens_and_tells_the_connections_which_a_sign_in_fixes()
    {
        var receipt = await _world.Accounts.SignOutAsync(_account.Id, _world.Owner, Cancellation);

        receipt.ShouldNotBeNull().Connections.ShouldBe(["Werk 1"]);
        (await _world.Accounts.ListAsync(_world.Owner, Cancellation)).ShouldBeEmpty();
        (await OpenAsync()).Problem!.Arguments[ProblemText.Variant].ShouldBe("out");
        (await ReadAsync()).LastProblem.ShouldBe(ProblemCode.SignInAgain);
        await _world.SignInAsync(SignInUrl.ForConnection(_connection));
        (await OpenAsync()).Succeeded.ShouldBeTrue();
        (await _world.Accounts.SignOutAsync((await _world.ReadAccountAsync()).Id, _world.Owner, Cancellation))!.Connections.ShouldBe(["Werk 1"]);
    }

    [Fact]
    public async Task Deleting_the_connection_says_that_no_token_was_removed_for_the_account_stays()
    {
        var receipt = await _world.App.Services.GetRequiredService<IConnectionStore>().DeleteAsync(WorkspaceId.Default, _connection, Cancellation);

        receipt.ShouldNotBeNull().CredentialRemoved.ShouldBeFalse();
        (await _world.Tokens.OpenAsync(_account.Id, Cancellation)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task The_accounts_token_goes_to_the_organizations_address_as_the_clouds_and_nowhere_else()
    {
        foreach (var other in new[] { _target with { Provider = ProviderKind.Server }, Samples.Target, Samples.Target with { Provider = ProviderKind.Services } })
        {
            var credential = await Credentials.KeepPendingAsync(_account.Id, other, Cancellation);

            (await Credentials.OpenAsync(credential, other, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.CredentialNeeded, other.Binding);
        }

        (await OpenAsync()).Value.ShouldBeOfType<EntraAccessToken>();
    }

    private async Task EndAsync()
    {
        _world.Provider.Revoke();
        _world.Time.Advance(TimeSpan.FromHours(1));
        (await OpenAsync()).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
    }

    private async Task<Result<Secret>> OpenAsync() => await Credentials.OpenAsync((await ReadAsync()).Credential, _target, Cancellation);

    private async Task<Connection> ReadAsync() =>
        (await _world.App.Services.GetRequiredService<IConnectionStore>().FindAsync(WorkspaceId.Default, _connection, Cancellation))!;
}
