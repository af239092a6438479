using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public abstract class AccountStoreTests(StoreProvider provider) : StoreContext(provider)
{
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
            await _store.Accounts.RememberAuthorizedAsync(account, name, "Ada", Cancellation);

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

    [Fact]
    public async Task All_connections_of_an_account_that_ended_move_to_the_browser_that_signs_in_and_no_draft_does()
    {
        var old = await SaveAsync(Samples.Owner);
        var (first, second) = (await ConnectAsync(old, "spacetech"), await ConnectAsync(old, "spacetech-labs"));
        var draft = await _store.Credentials.KeepPendingAsync(old, Samples.Cloud.TargetOf("spacetech-new"), Cancellation);
        await EndAsync(old, SignInResult.Refused);

        var taken = await _store.AccountTokens.SaveForConnectionAsync(first, Person(Samples.OtherOwner), Grant(), Cancellation);

        (await AccountOfAsync(first), await AccountOfAsync(second)).ShouldBe((taken, taken));
        _place.Sql($"SELECT account_id FROM credentials WHERE id = '{draft.Value:D}'").ShouldBe([$"{old}"]);
        _place.Sql("SELECT DISTINCT health FROM connections").ShouldBe(["Unknown"]);
        (await _store.Accounts.ListAuthorizedAsync(taken!.Value, Samples.OtherOwner, Cancellation)).ShouldBe(["spacetech", "spacetech-labs"]);
        (await _store.Accounts.FindAsync(old, Samples.Owner, Cancellation))!.NeedsSignIn.ShouldBeTrue();
    }

    [Fact]
    public async Task The_end_of_a_sign_in_is_that_of_its_refresh_token_or_told_by_a_refusal()
    {
        var ends = new CredentialExpiry(_time.GetUtcNow().AddDays(90), ExpirySource.SignIn);
        var account = await _store.AccountTokens.SaveAsync(Person(Samples.Owner), Grant() with { Expiry = ends }, Cancellation);
        var connection = await ConnectAsync(account, "spacetech");
        (await ExpiryAsync()).ShouldBe((CredentialType.Person, ends));

        await RenewAsync(Grant() with { Refresh = null });
        (await ExpiryAsync()).Expiry.ShouldBe(ends);
        await RenewAsync(Grant());
        (await ExpiryAsync()).Expiry.ShouldBeNull();

        await EndAsync(account, SignInResult.Refused);
        (await ExpiryAsync()).Expiry.ShouldNotBeNull().Source.ShouldBe(ExpirySource.Refusal);
        await _store.AccountTokens.SaveAsync(Person(Samples.Owner), Grant() with { Expiry = ends }, Cancellation);
        (await ExpiryAsync()).Expiry.ShouldBe(ends);

        async Task RenewAsync(TokenGrant grant) =>
            (await _store.AccountTokens.RenewAsync(account, (await _store.AccountTokens.ReadAsync(account, Cancellation))!.Generation, grant, Cancellation)).ShouldBeTrue();

        async Task<(CredentialType Type, CredentialExpiry? Expiry)> ExpiryAsync()
        {
            var found = (await _store.Connections.FindAsync(WorkspaceId.Default, connection, Cancellation))!;
            return (found.CredentialType, found.Expiry);
        }
    }

    [Fact]
    public async Task Of_an_account_that_has_its_tokens_the_one_connection_moves()
    {
        var old = await SaveAsync(Samples.Owner);
        var (first, second) = (await ConnectAsync(old, "spacetech"), await ConnectAsync(old, "spacetech-labs"));

        var taken = await _store.AccountTokens.SaveForConnectionAsync(first, Person(Samples.OtherOwner), Grant(), Cancellation);

        (await AccountOfAsync(first), await AccountOfAsync(second)).ShouldBe((taken, old));
        (await _store.AccountTokens.ReadAsync(old, Cancellation))!.Access.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_signing_out_left_of_an_account_is_gone_when_its_connection_has_moved()
    {
        var old = await SaveAsync(Samples.Owner);
        var connection = await ConnectAsync(old, "spacetech");
        await _store.Accounts.SignOutAsync(old, Samples.Owner, Cancellation);

        (await _store.AccountTokens.SaveForConnectionAsync(connection, Person(Samples.Owner), Grant(), Cancellation)).ShouldNotBe(old);

        (await _store.AccountTokens.ReadAsync(old, Cancellation)).ShouldBeNull();
        _place.Sql("SELECT id FROM accounts").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("somebody-else", "home")]
    [InlineData("profile", "another")]
    public async Task A_connection_takes_no_account_of_another_identity_or_tenant(string profile, string tenant)
    {
        var old = await SaveAsync(Samples.Owner, "home");
        var connection = await ConnectAsync(old, "spacetech");

        (await _store.AccountTokens.SaveForConnectionAsync(connection, Person(Samples.OtherOwner, tenant, profile), Grant(), Cancellation)).ShouldBeNull();

        (await AccountOfAsync(connection)).ShouldBe(old);
        (await _store.Accounts.ListAsync(Samples.OtherOwner, Cancellation)).ShouldBeEmpty();
    }

    private static SignedInPerson Person(OwnerId owner, string? tenant = null, string profile = "profile") =>
        new(WorkspaceId.Default, owner, new CloudProfile(profile, "Ada", null), "ada@spacetech.example", tenant);

    private TokenGrant Grant() => new(new EntraAccessToken(Samples.Token().Reveal()), Samples.Token(), _time.GetUtcNow(), _time.GetUtcNow());

    private Task<AccountId> SaveAsync(OwnerId owner, string? tenant = null) => _store.AccountTokens.SaveAsync(Person(owner, tenant), Grant(), Cancellation);

    private async Task<AccountId?> AccountOfAsync(ConnectionId connection) => (await _store.AccountTokens.FindOfConnectionAsync(connection, Cancellation))?.Id;

    private async Task EndAsync(AccountId account, SignInResult reason) =>
        await _store.AccountTokens.EndAsync(account, (await _store.AccountTokens.ReadAsync(account, Cancellation))!.Generation, reason, Cancellation);

    private async Task<ConnectionId> ConnectAsync(AccountId account, string organization)
    {
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Services, Cancellation);
        var owned = (await _store.Accounts.FindAsync(account, Samples.Owner, Cancellation))!;
        return await AccountConnection.MakeAsync(_store.Services, draft.Id, Samples.Owner, owned, organization);
    }

    public sealed class OnSqlite() : AccountStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : AccountStoreTests(StoreProvider.PostgreSql);
}
