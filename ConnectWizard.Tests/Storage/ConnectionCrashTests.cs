using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>The program is killed before each statement and each commit of what changes a connection as a whole, and started again: it is as before or as afterwards, never half.</summary>
public abstract class ConnectionCrashTests(StoreProvider provider) : StoreContext(provider)
{
    private const int MaxStatements = 100;

    private static readonly string[] Tables = ["connections", "credentials", "former_credentials", "profiles", "hooks", "deliveries", "connection_removals"];
    private readonly StatementCrash _crash = new();
    private int _connected;

    public override async ValueTask InitializeAsync() => await StartAsync();

    [Fact]
    public Task A_replacement() => KillEverywhereAsync(ConnectAsync, connection => ReplaceAsync(connection, connection.Target));

    [Fact]
    public Task A_replacement_at_another_address() => KillEverywhereAsync(ConnectAsync, connection => ReplaceAsync(connection, Elsewhere));

    [Fact]
    public Task A_second_replacement() => KillEverywhereAsync(ReplacedAsync, connection => ReplaceAsync(connection, connection.Target));

    [Fact]
    public Task Undoing_one() => KillEverywhereAsync(ReplacedAsync, UndoAsync);

    [Fact]
    public Task Undoing_one_at_another_address() => KillEverywhereAsync(async () => await ReplaceAsync(await ConnectAsync(), Elsewhere), UndoAsync);

    [Fact]
    public Task Forgetting_what_was_before() =>
        KillEverywhereAsync(ReplacedAsync, connection => _store.Connections.ForgetFormerAsync(connection.Workspace, connection.Id, Cancellation));

    [Fact]
    public Task Moving_profiles() => KillEverywhereAsync(ConnectAsync, async from =>
    {
        var to = (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).First(other => other.Id != from.Id);
        var profiles = await _store.Profiles.ListOfConnectionAsync(from.Workspace, from.Id, Cancellation);
        (await _store.Profiles.MoveAsync(from, to, profiles.ToDictionary(profile => profile.Id, profile => profile.Repository), Cancellation)).Value.ShouldBe(1);
    });

    /// <summary>In two steps, with Azure DevOps between them: after the first one nothing can act any more, and the worker takes the second one.</summary>
    [Fact]
    public Task Deleting() => KillEverywhereAsync(
        ReplacedAsync,
        async connection =>
        {
            await _store.Services.GetRequiredService<IHookStore>().BeginRemovalAsync(connection.Workspace, connection.Id, Cancellation);
            await _store.Connections.DeleteAsync(connection.Workspace, connection.Id, Cancellation);
        },
        async connection =>
        {
            if (await _store.Connections.FindAsync(connection.Workspace, connection.Id, Cancellation) is not { IsBeingDeleted: true } begun)
                return false;
            (await _store.Credentials.OpenAsync(begun.Credential, begun.Target, Cancellation)).Problem?.Code.ShouldBe(ProblemCode.CredentialNeeded);
            _place.Rows("former_credentials", "profiles").ShouldNotContain(row => row.Contains(begun.Id.ToString(), StringComparison.Ordinal));
            (await _store.Connections.UndoReplacementAsync(begun.Workspace, begun.Id, begun.Credential, Cancellation)).Problem?.Code.ShouldBe(ProblemCode.ConnectionChanged);
            (await _store.Services.GetRequiredService<IHookStore>().ListDueAsync(Cancellation)).ShouldContain(due => due.Id == begun.Id);
            return true;
        });

    private static ServerTarget Elsewhere => new(Samples.Target.Address with { Host = "devops.spacetech.example" }, "Moved");

    /// <param name="isBetween">Whether it is where a restart finds it and goes on.</param>
    private async Task KillEverywhereAsync(Func<Task<Connection>> prepare, Func<Connection, Task> change, Func<Connection, Task<bool>>? isBetween = null)
    {
        await ConnectAsync();
        var (before, between, statements) = (0, 0, -1);
        bool isDone;
        do
        {
            statements++.ShouldBeLessThan(MaxStatements);
            var connection = await prepare();
            var old = Rows();
            _crash.SetAfter(statements);
            isDone = await EndsAsync(() => change(connection));
            _crash.SetAfter(int.MaxValue);
            await RestartAsync();
            if (isDone)
                Rows().ShouldNotBe(old);
            else if (isBetween is not null && await isBetween(connection))
                between++;
            else
                old.ShouldBe(Rows(), $"killed before statement {statements}");
            before += isDone ? 0 : 1;
        }
        while (!isDone);

        before.ShouldBeGreaterThan(1);
        (between > 0).ShouldBe(isBetween is not null);
    }

    private static async Task<bool> EndsAsync(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (CrashException)
        {
            return false;
        }
    }

    /// <summary>A pending credential is nobody's, and swept.</summary>
    private List<string> Rows()
    {
        var pending = _place.Sql("SELECT id FROM credentials WHERE pending = 1");
        return [.. _place.Rows(Tables).Where(row => !pending.Any(id => row.StartsWith($"credentials|{id}", StringComparison.Ordinal)))];
    }

    private async Task StartAsync() => _store = await TestStore.StartAsync(_place, Cancellation, _time, _logs, configure: _crash.AddTo);

    private async Task RestartAsync()
    {
        await _store.DisposeAsync();
        await StartAsync();
    }

    /// <summary>A connection with a profile, a webhook and a delivery that waits.</summary>
    private async Task<Connection> ConnectAsync()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation, account: $"account {_connected++}");
        var hooks = await _store.Services.GetRequiredService<IHookStore>().PlanAsync(profile.Connection, Cancellation);
        _place.Sql($"""
            INSERT INTO deliveries (id, workspace_id, hook_id, event_id, connection_id, repository_id, event, received_at)
            VALUES ('{Guid.NewGuid()}', '{profile.Workspace.Value}', '{hooks[0].Id}', '{Guid.NewGuid()}', '{profile.Connection}', '{profile.Repository.Id}', '{"{}"}', 1)
            """);
        return (await _store.Connections.FindAsync(profile.Workspace, profile.Connection, Cancellation))!;
    }

    private async Task<Connection> ReplacedAsync()
    {
        var connection = await ConnectAsync();
        return await ReplaceAsync(connection, connection.Target);
    }

    private async Task<Connection> ReplaceAsync(Connection connection, ServerTarget target)
    {
        var changed = connection with { Credential = await _store.Credentials.KeepPendingAsync(Samples.Token(), target, Cancellation), Target = target };
        return (await _store.Connections.ReplaceCredentialAsync(changed, connection.Credential, [Samples.Repository with { Name = "Renamed" }], Cancellation)).Value!;
    }

    private async Task UndoAsync(Connection connection) =>
        (await _store.Connections.UndoReplacementAsync(connection.Workspace, connection.Id, connection.Credential, Cancellation)).Succeeded.ShouldBeTrue();

    public sealed class OnSqlite() : ConnectionCrashTests(StoreProvider.Sqlite);

    /// <summary>The same statements as on SQLite, slower.</summary>
    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : ConnectionCrashTests(StoreProvider.PostgreSql);
}
