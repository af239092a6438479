using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Migrations;

public sealed class MigratorTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_first_start_makes_the_newest_schema_in_a_private_file()
    {
        await using (await TestStore.StartAsync(_folder, Cancellation))
        {
            _folder.Sql("SELECT version FROM schema_version ORDER BY version").ShouldBe(Migration.All.Select(it => Text(it.Version)));
            _folder.Sql("PRAGMA journal_mode").ShouldBe(["wal"]);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_folder.DatabaseFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(_folder.DatabaseFile)!)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task The_log_beside_the_database_is_private_too()
    {
        await using var store = await TestStore.StartAsync(_folder, Cancellation);
        using var log = _folder.HoldLog();
        await store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(_folder.DatabaseFile + "-wal").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_second_start_changes_nothing_and_finds_what_was_stored()
    {
        ConnectionDraft draft;
        await using (var first = await TestStore.StartAsync(_folder, Cancellation))
            draft = await first.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        var history = _folder.Sql("SELECT version || ' ' || applied_at FROM schema_version");

        await using var second = await TestStore.StartAsync(_folder, Cancellation);

        _folder.Sql("SELECT version || ' ' || applied_at FROM schema_version").ShouldBe(history);
        (await second.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldBe(draft);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_naming_both_versions_and_left_alone()
    {
        await (await TestStore.StartAsync(_folder, Cancellation)).DisposeAsync();
        _folder.Sql("INSERT INTO schema_version (version, name, applied_at) VALUES (4711, 'later', 0)");

        var refused = await Should.ThrowAsync<StartRefusedException>(() => TestStore.StartAsync(_folder, Cancellation));

        refused.Message.ShouldContain("4711");
        refused.Message.ShouldContain($"up to {Migration.All[^1].Version}");
        refused.Message.ShouldContain(_folder.DatabaseFile);
    }

    [Fact]
    public async Task Four_processes_that_start_at_once_agree_on_schema_and_key()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestStore.StartAsync(_folder, Cancellation), Cancellation)));
        try
        {
            _folder.Sql("SELECT version FROM schema_version").Count.ShouldBe(Migration.All.Count);
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

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_by_its_name()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.DatabaseFile)!);
        await File.WriteAllTextAsync(_folder.DatabaseFile, new string('x', 8192), Cancellation);

        var refused = await Should.ThrowAsync<StartRefusedException>(() => TestStore.StartAsync(_folder, Cancellation));

        refused.Message.ShouldStartWith("Store:ConnectionString:");
        refused.Message.ShouldContain(_folder.DatabaseFile);
    }

    [Fact]
    public void Versions_count_from_one_without_a_gap() =>
        Migration.All.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, Migration.All.Count));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
