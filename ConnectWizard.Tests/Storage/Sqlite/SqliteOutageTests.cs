using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Sqlite;

/// <summary>A disk that is full, read-only or away, and is back later.</summary>
public sealed class SqliteOutageTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private readonly CollectedLogs _logs = new();
    private readonly ManualTime _time = new();
    private TestStore _store = null!;
    private LimitedDialect _disk = null!;
    private ConnectionDraft _draft = null!;
    private int _fills;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.StartAsync(_folder, Cancellation, _time, _logs, configure: services => services.AddSingleton<IDialect>(provider =>
            new LimitedDialect(new SqliteDialect(provider.GetRequiredService<IOptions<StoreOptions>>()))));
        _disk = (LimitedDialect)_store.Services.GetRequiredService<IDialect>();
        _draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _disk.Limit = Limit.None;
        await _store.DisposeAsync();
        _folder.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task A_full_disk_is_told_by_its_first_error_once_and_counted_and_what_is_there_can_be_read()
    {
        _disk.Limit = Limit.Full;
        for (var attempt = 0; attempt < 5; attempt++)
            (await Should.ThrowAsync<StoreUnavailableException>(FillAsync)).Problem.Code.ShouldBe(ProblemCode.DatabaseFull);
        (await _store.Drafts.FindAsync(_draft.Id, Samples.Owner, Cancellation)).Value.ShouldBe(_draft);
        _disk.Limit = Limit.None;
        _time.Advance(TimeSpan.FromMinutes(1));
        await FillAsync();

        Lines("database or disk is full").ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.ShouldContain("Outage: "), line => line.ShouldNotContain("   at "));
        Lines("5 operations failed").ShouldHaveSingleItem();
        Lines("cannot rollback").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_is_nearly_full_is_one_outage()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _disk.Limit = Limit.Full;
            await Should.ThrowAsync<StoreUnavailableException>(FillAsync);
            _disk.Limit = Limit.None;
            await FillAsync();
        }

        Lines("Outage: ").ShouldHaveSingleItem();
        Lines("The outage is over").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ReadOnly", ProblemCode.DatabaseReadOnly)]
    [InlineData("Away", ProblemCode.DatabaseUnavailable)]
    public async Task A_database_that_is_read_only_or_away_works_again_without_a_restart(string limit, ProblemCode code)
    {
        _disk.Limit = Enum.Parse<Limit>(limit);
        (await Should.ThrowAsync<StoreUnavailableException>(FillAsync)).Problem.Code.ShouldBe(code);
        _disk.Limit = Limit.None;

        await FillAsync();
    }

    [Fact]
    public async Task Who_waits_behind_an_operation_that_fails_does_not_try_for_itself()
    {
        var opening = new TaskCompletionSource();
        var disk = new LimitedDialect(new SqliteDialect(_store.Services.GetRequiredService<IOptions<StoreOptions>>())) { Opening = opening.Task, Limit = Limit.Away };
        var database = new Database(disk, new DatabaseClock(disk), new StoreHealth(disk, _time, NullLogger<StoreHealth>.Instance));
        Task[] writes = [WriteAsync(), WriteAsync(), WriteAsync()];
        opening.SetResult();

        foreach (var write in writes)
            await Should.ThrowAsync<StoreUnavailableException>(write);
        disk.Opened.ShouldBe(1);

        Task WriteAsync() => database.WriteAsync(session => session.ExecuteAsync("DELETE FROM drafts"), Cancellation);
    }

    [Fact]
    public async Task A_failure_of_one_statement_is_no_outage()
    {
        _folder.Break("drafts");

        (await Should.ThrowAsync<Exception>(() => _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation))).ShouldNotBeOfType<StoreUnavailableException>();
        Lines("Outage: ").ShouldBeEmpty();
    }

    private Task FillAsync() => _store.Drafts.UpdateAsync(
        _draft.Id, Samples.Owner, draft => draft with { Server = draft.Server with { Name = new string('x', 100_000 * ++_fills) } }, Cancellation);

    private IEnumerable<string> Lines(string part) => _logs.Lines.Where(line => line.Contains(part, StringComparison.Ordinal));
}
