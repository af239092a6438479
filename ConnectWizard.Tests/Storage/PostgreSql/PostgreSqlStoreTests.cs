using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.PostgreSql;

/// <summary>What a PostgreSQL server can refuse, and what it must be told that SQLite knows by itself.</summary>
public sealed class PostgreSqlStoreTests : IDisposable
{
    private readonly StoreServer _server = new();
    private readonly CollectedLogs _logs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_telling_it()
    {
        _server.Access.Password = "open sesame";

        var message = await RefusedAsync();

        message.ShouldContain("does not let ConnectWizard in");
        message.ShouldContain(_server.Name);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_made()
    {
        _server.Access.Database = "nowhere";

        (await RefusedAsync()).ShouldContain("no such database");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        _server.Access.Host = "127.0.0.1";
        _server.Access.Port = 1;

        (await RefusedAsync()).ShouldContain("on 127.0.0.1 cannot be used: the server cannot be reached");
    }

    [Fact]
    public async Task A_user_who_may_not_make_tables_is_told()
    {
        PostgreSqlCluster.Administer($"ALTER DATABASE {_server.Access.Database} OWNER TO CURRENT_USER");

        (await RefusedAsync()).ShouldContain("must be able to make tables");
    }

    [Fact]
    public async Task Texts_compare_by_their_bytes_in_every_column()
    {
        await (await TestStore.StartAsync(_server, Cancellation)).DisposeAsync();

        const string Columns = "SELECT {0} FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'";
        _server.Sql(string.Format(CultureInfo.InvariantCulture, Columns, "DISTINCT collation_name")).ShouldBe(["C"]);
        _server.Sql(string.Format(CultureInfo.InvariantCulture, Columns, "count(*) > 20")).ShouldBe(["True"]);
    }

    [Fact]
    public async Task The_token_is_in_no_row_and_in_no_log_line()
    {
        await using var store = await TestStore.StartAsync(_server, Cancellation, logs: _logs);
        var token = Samples.Token();
        var draft = await Samples.ReadyDraftAsync(store, Cancellation, token);
        await store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        var rows = _server.Sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
            .SelectMany(table => _server.Sql($"SELECT {table}::text FROM {table}"));
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', rows));

        bytes.AsSpan().IndexOf("ada@spacetech.example"u8).ShouldBeGreaterThan(0);
        foreach (var form in TokenForms.Of(token.Reveal()))
            bytes.AsSpan().IndexOf(form).ShouldBe(-1);
        _logs.Lines.ShouldNotContain(line => line.Contains(token.Reveal(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Connections_that_the_server_cut_are_made_anew()
    {
        await using var store = await TestStore.StartAsync(_server, Cancellation);
        var draft = await store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);

        PostgreSqlCluster.Administer($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_server.Access.Database}'");

        (await store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldBe(draft);
        await store.Drafts.DropAsync(draft.Id, Samples.Owner, Cancellation);
    }

    [Fact]
    public async Task Reading_sends_one_statement()
    {
        await using var store = await TestStore.StartAsync(_server, Cancellation);
        var draft = await store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => tag.Value is string text && text.Contains(_server.Access.Database!, StringComparison.Ordinal)))
                    statements.Enqueue(activity.TagObjects.Select(tag => tag.Value).OfType<string>().FirstOrDefault(IsQuery, ""));
            },
        };
        ActivitySource.AddActivityListener(listener);

        await store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation);

        // The sweep at the start reads on its own.
        statements.Where(statement => statement.Contains("drafts", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("FROM drafts");
    }

    private static bool IsQuery(string text) => text.StartsWith("SELECT", StringComparison.Ordinal);

    private async Task<string> RefusedAsync()
    {
        var refused = await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(_server, Cancellation));

        refused.Message.ShouldStartWith("Store:ConnectionString:");
        refused.ToString().ShouldNotContain(_server.Access.Password!);
        return refused.Message;
    }
}
