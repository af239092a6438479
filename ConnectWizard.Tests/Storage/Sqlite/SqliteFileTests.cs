using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Sqlite;

/// <summary>What lies in the folder of a SQLite store, and who can read it.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly CollectedLogs _logs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task A_first_start_makes_a_private_file_with_a_log_beside_it()
    {
        await (await TestStore.StartAsync(_folder, Cancellation)).DisposeAsync();

        _folder.Sql("PRAGMA journal_mode").ShouldBe(["wal"]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_folder.DatabaseFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(_folder.DatabaseFile)!)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task No_connection_trusts_the_schema_of_the_file()
    {
        await using var store = await TestStore.StartAsync(_folder, Cancellation);
        using var connection = store.Services.GetRequiredService<Database>().Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA trusted_schema";

        command.ExecuteScalar().ShouldBe(0L);
    }

    [Fact]
    public async Task The_demos_store_is_moved_aside_when_it_cannot_be_opened()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.DatabaseFile)!);
        await File.WriteAllTextAsync(_folder.DatabaseFile, new string('x', 8192), Cancellation);

        await (await StartDemoAsync()).DisposeAsync();

        (await File.ReadAllTextAsync(_folder.DatabaseFile + ".old", Cancellation)).ShouldBe(new string('x', 8192));
        _logs.Lines.Count(line => line.Contains(_folder.DatabaseFile + ".old", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_demo_store_from_before_the_migrations_were_folded_is_moved_aside_and_one_of_today_stays()
    {
        await (await StartDemoAsync()).DisposeAsync();
        await (await StartDemoAsync()).DisposeAsync();
        File.Exists(_folder.DatabaseFile + ".old").ShouldBeFalse();
        _folder.Sql("ALTER TABLE schema_migrations RENAME TO schema_version");

        await (await StartDemoAsync()).DisposeAsync();

        File.Exists(_folder.DatabaseFile + ".old").ShouldBeTrue();
        _folder.Sql("SELECT COUNT(*) FROM schema_migrations").ShouldBe(["1"]);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_demo_store_that_another_program_locks_stays_where_it_is()
    {
        await (await StartDemoAsync()).DisposeAsync();
        using var other = _folder.Lock();

        await Should.ThrowAsync<StartupException>(StartDemoAsync);

        File.Exists(_folder.DatabaseFile + ".old").ShouldBeFalse();
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
    public async Task A_file_that_is_no_database_is_refused_by_its_name()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.DatabaseFile)!);
        await File.WriteAllTextAsync(_folder.DatabaseFile, new string('x', 8192), Cancellation);

        var refused = await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(_folder, Cancellation));

        refused.Message.ShouldStartWith("Store:ConnectionString:");
        refused.Message.ShouldContain(_folder.DatabaseFile);
    }

    [Fact]
    public async Task The_token_is_in_no_byte_of_the_files_and_in_no_log_line()
    {
        await using var store = await TestStore.StartAsync(_folder, Cancellation, logs: _logs);
        using var log = _folder.HoldLog();
        var token = Samples.Token();
        var draft = await Samples.ReadyDraftAsync(store, Cancellation, token);
        await store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        var files = Directory.GetFiles(Path.GetDirectoryName(_folder.DatabaseFile)!);

        files.ShouldContain(file => file.EndsWith("-wal", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var bytes = OpenFile.Read(file);
            foreach (var form in TokenForms.Of(token.Reveal()))
                bytes.AsSpan().IndexOf(form).ShouldBe(-1, file);
        }

        _logs.Lines.ShouldNotContain(line => line.Contains(token.Reveal(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_search_for_a_token_would_find_one()
    {
        await using var store = await TestStore.StartAsync(_folder, Cancellation, logs: _logs);
        using var log = _folder.HoldLog();
        var draft = await store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        var token = Samples.Token().Reveal();
        await store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Server = it.Server with { Name = token } }, Cancellation);

        var bytes = OpenFile.Read(_folder.DatabaseFile + "-wal");

        bytes.AsSpan().IndexOf(TokenForms.Of(token).First()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_deleted_credential_leaves_no_copy_in_the_file()
    {
        await using var store = await TestStore.StartAsync(_folder, Cancellation);
        var profile = await Samples.FinishAsync(store, Cancellation);
        var blob = Encoding.UTF8.GetBytes(_folder.Sql("SELECT protected FROM credentials").ShouldHaveSingleItem());
        OpenFile.Read(_folder.DatabaseFile).AsSpan().IndexOf(blob.AsSpan(0, 100)).ShouldBeGreaterThan(0);

        await store.Connections.DeleteAsync(WorkspaceId.Default, profile.Connection, Cancellation);

        OpenFile.Read(_folder.DatabaseFile).AsSpan().IndexOf(blob.AsSpan(0, 100)).ShouldBe(-1);
    }

    private Task<TestStore> StartDemoAsync() => TestStore.StartAsync(_folder, Cancellation, logs: _logs, settings: [new("Store:IsDemo", "true")]);
}
