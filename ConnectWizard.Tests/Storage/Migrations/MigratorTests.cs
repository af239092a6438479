using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Migrations;

public abstract class MigratorTests(StoreProvider provider) : IDisposable
{
    private readonly StorePlace _place = StorePlace.On(provider);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_first_start_makes_the_newest_schema()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();

        _place.Sql("SELECT version FROM schema_migrations ORDER BY version").ShouldBe(Migration.All.Select(it => Text(it.Version)));
    }

    [Fact]
    public async Task A_second_start_changes_nothing_and_finds_what_was_stored()
    {
        ConnectionDraft draft;
        await using (var first = await TestStore.StartAsync(_place, Cancellation))
            draft = await first.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        var history = _place.Sql("SELECT version || ' ' || applied_at FROM schema_migrations");

        await using var second = await TestStore.StartAsync(_place, Cancellation);

        _place.Sql("SELECT version || ' ' || applied_at FROM schema_migrations").ShouldBe(history);
        (await second.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldBe(draft);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_naming_both_versions_and_left_alone()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();
        _place.Sql("INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (4711, 'later', '', 0)");

        var refused = await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(_place, Cancellation));

        refused.Message.ShouldContain("4711");
        refused.Message.ShouldContain($"up to {Migration.All[^1].Version}");
        refused.Message.ShouldContain(_place.Name);
    }

    [Fact]
    public async Task A_store_from_before_the_migrations_were_folded_is_refused_and_left_alone()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();
        _place.Sql("ALTER TABLE schema_migrations RENAME TO schema_version");

        await RefusedAsOlderAsync();

        _place.Sql("SELECT COUNT(*) FROM schema_version").ShouldBe([Text(Migration.All.Count)]);
    }

    [Fact]
    public async Task A_store_whose_steps_were_others_is_refused()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();
        _place.Sql("UPDATE schema_migrations SET checksum = 'another'");

        await RefusedAsOlderAsync();
    }

    [Fact]
    public async Task Four_processes_that_start_at_once_agree_on_schema_and_key()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestStore.StartAsync(_place, Cancellation), Cancellation)));
        try
        {
            _place.Sql("SELECT version FROM schema_migrations").Count.ShouldBe(Migration.All.Count);
            _place.Sql("SELECT name FROM data_protection_keys").ShouldBe(["key-1"]);
            var token = Samples.Token();
            var id = await stores[0].Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);
            foreach (var store in stores)
                (await store.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldNotBeNull().Reveal().ShouldBe(token.Reveal());
        }
        finally
        {
            foreach (var store in stores)
                await store.DisposeAsync();
        }
    }

    private async Task RefusedAsOlderAsync()
    {
        var refused = await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(_place, Cancellation));

        refused.Message.ShouldStartWith("Store:ConnectionString:");
        refused.Message.ShouldContain("from before the first release");
        refused.Message.ShouldContain(_place.Name);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    public sealed class OnSqlite() : MigratorTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : MigratorTests(StoreProvider.PostgreSql);
}
