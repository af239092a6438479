using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>Tokens whose key is away: nothing is lost or overwritten by asking for them, and with the key back they work.</summary>
public abstract class SealedTokensTests(StoreProvider provider) : IAsyncLifetime
{
    private readonly StorePlace _place = StorePlace.On(provider);
    private OpenIdProvider _provider = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _provider = await OpenIdProvider.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_account_whose_key_is_away_says_so_and_works_when_the_key_is_back()
    {
        var account = await AddAsync();
        await HideKeysAsync();
        await using (var without = await TokenNode.StartAsync(_place, _provider))
        {
            (await without.Tokens.OpenAsync(account, Cancellation)).Problem.ShouldSatisfyAllConditions(
                it => it!.Code.ShouldBe(ProblemCode.SignInAgain),
                it => it!.Arguments[ProblemText.Variant].ShouldBe("sealed"),
                it => ProblemText.For(it!).What.ShouldBe("What ConnectWizard keeps of the account ada@spacetech.example does not open."),
                it => ProblemCatalog.ResolvedByOf(it!).ShouldBe(ResolvedBy.Us));
            (await without.NeedsSignInAsync(account)).ShouldBeFalse();
        }

        _provider.Refreshes.ShouldBe(0);
        ShowKeys();
        await using var again = await TokenNode.StartAsync(_place, _provider);
        (await again.Tokens.OpenAsync(account, Cancellation)).Value.ShouldNotBeNull();
        _provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task Signing_in_again_works_without_the_key_too()
    {
        var account = await AddAsync();
        await HideKeysAsync();
        await using var without = await TokenNode.StartAsync(_place, _provider);

        (await without.AddDueAsync(_provider.GiveRefreshToken())).ShouldBe(account);

        (await without.Tokens.OpenAsync(account, Cancellation)).Value.ShouldNotBeNull();
    }

    private async Task<AccountId> AddAsync()
    {
        await using var node = await TokenNode.StartAsync(_place, _provider);
        return await node.AddDueAsync(_provider.GiveRefreshToken());
    }

    /// <summary>As after restoring a copy whose key ring is another one.</summary>
    private async Task HideKeysAsync()
    {
        _place.Sql("CREATE TABLE hidden AS SELECT * FROM data_protection_keys");
        _place.Sql("DELETE FROM data_protection_keys");
        using var other = StorePlace.On(provider);
        await (await TestStore.StartAsync(other, Cancellation, keyFile: _place.KeyFile)).DisposeAsync();
        _place.Sql($"INSERT INTO data_protection_keys VALUES ('key-1', '{other.Sql("SELECT xml FROM data_protection_keys")[0]}', 0)");
    }

    private void ShowKeys()
    {
        _place.Sql("DELETE FROM data_protection_keys");
        _place.Sql("INSERT INTO data_protection_keys SELECT * FROM hidden");
    }

    public sealed class OnSqlite() : SealedTokensTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : SealedTokensTests(StoreProvider.PostgreSql);
}
