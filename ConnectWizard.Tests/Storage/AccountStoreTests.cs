using ConnectWizard.Connections;
using ConnectWizard.Connections.Accounts;
using ConnectWizard.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public abstract class AccountStoreTests(StoreProvider provider) : IAsyncLifetime
{
    private readonly StorePlace _place = StorePlace.On(provider);
    private readonly ManualTime _time = new();
    private TestStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await TestStore.StartAsync(_place, Cancellation, _time);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task One_person_in_two_browsers_is_two_accounts_and_in_one_browser_one()
    {
        var first = await SaveAsync(Samples.Owner);

        (await SaveAsync(Samples.OtherOwner)).ShouldNotBe(first);
        (await SaveAsync(Samples.Owner)).ShouldBe(first);
        (await SaveAsync(Samples.Owner, tenant: "another")).ShouldNotBe(first);
    }

    [Fact]
    public async Task Tokens_that_are_moved_to_another_account_open_nothing()
    {
        var (victim, own) = (await SaveAsync(Samples.Owner), await SaveAsync(Samples.OtherOwner));
        _place.Sql($"UPDATE accounts SET protected = (SELECT protected FROM accounts WHERE id = '{victim}') WHERE id = '{own}'");

        (await _store.AccountTokens.ReadAsync(own, Cancellation)).ShouldSatisfyAllConditions(it => it!.Access.ShouldBeNull(), it => it!.Refresh.ShouldBeNull());
    }

    [Fact]
    public async Task Authorized_organizations_are_told_to_the_accounts_browser_once_each()
    {
        var account = await SaveAsync(Samples.Owner);
        foreach (var name in new[] { "spacetech", "Lunar", "SpaceTech" })
            await _store.Accounts.RememberAuthorizedAsync(account, name, Cancellation);

        (await _store.Accounts.ListAuthorizedAsync(account, Samples.Owner, Cancellation)).ShouldBe(["Lunar", "SpaceTech"]);
        (await _store.Accounts.ListAuthorizedAsync(account, Samples.OtherOwner, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_that_nobody_used_for_ninety_days_is_swept_unless_something_lives_on_it()
    {
        var (unused, used) = (await SaveAsync(Samples.Owner), await SaveAsync(Samples.OtherOwner));
        var target = Samples.Cloud.TargetOf("spacetech");
        var credential = await _store.Credentials.KeepPendingAsync(used, target, Cancellation);
        _place.Sql($"UPDATE credentials SET pending = 0 WHERE id = '{credential.Value:D}'");
        var sweep = new PendingSweep(_store.Services.GetRequiredService<Database>(), _time, NullLogger<PendingSweep>.Instance);

        _time.Advance(TimeSpan.FromDays(89));
        await sweep.SweepAsync(Cancellation);
        (await _store.Accounts.FindAsync(unused, Samples.Owner, Cancellation)).ShouldNotBeNull();

        _time.Advance(TimeSpan.FromDays(2));
        await sweep.SweepAsync(Cancellation);
        (await _store.Accounts.FindAsync(unused, Samples.Owner, Cancellation)).ShouldBeNull();
        (await _store.Accounts.FindAsync(used, Samples.OtherOwner, Cancellation)).ShouldNotBeNull();
    }

    private Task<AccountId> SaveAsync(OwnerId owner, string? tenant = null) => _store.AccountTokens.SaveAsync(
        new SignedInPerson(owner, new CloudProfile("profile", "Ada", null), "ada@spacetech.example", tenant),
        new TokenGrant(new EntraAccessToken(Samples.Token().Reveal()), Samples.Token(), _time.GetUtcNow(), _time.GetUtcNow()),
        Cancellation);

    public sealed class OnSqlite() : AccountStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : AccountStoreTests(StoreProvider.PostgreSql);
}
