using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>What somebody has who copied the database but not the key file.</summary>
public abstract class StolenDatabaseTests(StoreProvider provider) : IDisposable
{
    private readonly StorePlace _home = StorePlace.On(provider);
    private readonly StorePlace _thief = StorePlace.On(provider);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _home.Dispose();
        _thief.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_copied_database_without_its_key_file_does_not_start()
    {
        await StealAsync();

        (await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(_thief, Cancellation))).Message.ShouldContain("is missing");
    }

    [Fact]
    public async Task Credentials_without_their_key_ring_are_refused_and_left_alone()
    {
        await StealAsync();
        _thief.Sql("DELETE FROM data_protection_keys");

        var refused = await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(_thief, Cancellation));

        refused.Message.ShouldContain("keeps credentials");
        refused.Message.ShouldContain(_thief.Name);
        File.Exists(_thief.KeyFile).ShouldBeFalse();
        _thief.Sql("SELECT name FROM data_protection_keys").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copied_database_opens_nothing_under_a_key_ring_of_the_thiefs_own()
    {
        var id = await StealAsync();
        using var own = StorePlace.On(provider);
        await (await TestStore.StartAsync(own, Cancellation)).DisposeAsync();
        var key = own.Sql("SELECT xml FROM data_protection_keys").ShouldHaveSingleItem();
        _thief.Sql($"UPDATE data_protection_keys SET xml = '{key}'");
        await using var store = await TestStore.StartAsync(_thief, Cancellation, keyFile: own.KeyFile);

        (await store.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task A_copied_database_opens_nothing_when_the_thief_relabels_its_keys_as_his()
    {
        await StealAsync();
        using var own = StorePlace.On(provider);
        await (await TestStore.StartAsync(own, Cancellation)).DisposeAsync();
        var label = WrappedBy(own);
        _thief.Sql($"UPDATE data_protection_keys SET xml = replace(xml, '{WrappedBy(_thief)}', '{label}')");

        var refused = await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(_thief, Cancellation, keyFile: own.KeyFile));

        refused.Message.ShouldContain("somebody changed them");
    }

    [Fact]
    public async Task The_copy_opens_with_the_key_file_so_it_is_the_key_that_guards_it()
    {
        var id = await StealAsync();
        await using var store = await TestStore.StartAsync(_thief, Cancellation, keyFile: _home.KeyFile);

        (await store.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task No_key_of_the_ring_is_in_the_database_in_clear()
    {
        await StealAsync();

        var xml = _thief.Sql("SELECT xml FROM data_protection_keys").ShouldHaveSingleItem();

        xml.ShouldContain("<wrappedKey");
        xml.ShouldNotContain("masterKey");
    }

    private static string WrappedBy(StorePlace place) =>
        System.Xml.Linq.XElement.Parse(place.Sql("SELECT xml FROM data_protection_keys")[0]).Attribute("by")!.Value;

    private async Task<CredentialId> StealAsync()
    {
        CredentialId id;
        await using (var store = await TestStore.StartAsync(_home, Cancellation))
            id = await store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);

        _thief.CopyFrom(_home);
        return id;
    }

    public sealed class OnSqlite() : StolenDatabaseTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : StolenDatabaseTests(StoreProvider.PostgreSql);
}
