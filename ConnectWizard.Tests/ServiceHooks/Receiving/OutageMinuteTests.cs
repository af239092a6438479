using System.Collections.Concurrent;
using System.Net;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using ConnectWizard.Storage.PostgreSql;
using ConnectWizard.Storage.Sqlite;
using ConnectWizard.Wizard;
using ConnectWizard.Wizard.Provider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>The database is away, or its disk full, for a minute, while deliveries come, refs are polled, pages are opened and somebody types in the wizard.</summary>
[Trait("Kind", "Deep")]
public sealed class OutageMinuteTests
{
    private const int Senders = 8;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_was_away_has_all_that_was_acknowledged()
    {
        using var server = PostgreSqlProcess.Start();
        void Configure(WebApplicationBuilder builder) =>
            (builder.Configuration["Store:Provider"], builder.Configuration["Store:ConnectionString"]) = ("PostgreSql", server.Administrator.ConnectionString);

        (await RunAsync(Configure, _ => server.Stop(), _ => server.StartAgain())).ShouldContain(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_disk_that_was_full_has_all_that_was_acknowledged()
    {
        static void Configure(WebApplicationBuilder builder) =>
            builder.Services.AddSingleton<IDialect>(provider => new LimitedDialect(new SqliteDialect(provider.GetRequiredService<IOptions<StoreOptions>>())));

        // What is there can be read all the time.
        (await RunAsync(Configure, app => DiskOf(app).Limit = Limit.Full, app => DiskOf(app).Limit = Limit.None)).ShouldBe([HttpStatusCode.OK]);
    }

    private static LimitedDialect DiskOf(ReceivingApp app) => (LimitedDialect)app.Get<IDialect>();

    /// <returns>What pages answered.</returns>
    private static async Task<IEnumerable<HttpStatusCode>> RunAsync(Action<WebApplicationBuilder> configure, Action<ReceivingApp> begin, Action<ReceivingApp> end)
    {
        await using var app = await ReceivingApp.StartAsync(Ct, configure);
        var (acknowledged, pages) = (new ConcurrentBag<Guid>(), new ConcurrentBag<HttpStatusCode>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task[] work = [.. Enumerable.Range(0, Senders).Select(_ => DeliverAsync(app, acknowledged, stop.Token)), OpenPagesAsync(app, pages, stop.Token), TypeAsync(app, stop.Token)];
        await Task.Delay(Calm, Ct);
        var over = app.Logs.Next("The outage is over");
        begin(app);
        await Task.Delay(Outage, Ct);
        end(app);
        await over.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        await stop.CancelAsync();
        await Task.WhenAll(work);

        var stored = await app.Get<Database>().ReadAsync(session => session.QueryAsync<string>("SELECT event_id FROM deliveries"), Ct);
        stored.Select(Guid.Parse).Order().ShouldBe(acknowledged.Order());
        app.Logs.Lines.Where(line => line.Contains("Outage: ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        app.Logs.Lines.ShouldNotContain(line => line.Contains("   at ", StringComparison.Ordinal));
        return pages.Distinct();
    }

    /// <summary>As Azure DevOps does: again, until it is taken.</summary>
    private static async Task DeliverAsync(ReceivingApp app, ConcurrentBag<Guid> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = Guid.NewGuid();
            while (true)
            {
                using var answer = await app.DeliverAsync(Payloads.Push(app.Hook, branch: "other", eventId: id), Ct);
                if (answer.StatusCode == HttpStatusCode.OK)
                    break;
                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
                await Task.Delay(100, Ct);
            }

            acknowledged.Add(id);
            await Task.Delay(100, Ct);
        }
    }

    private static async Task OpenPagesAsync(ReceivingApp app, ConcurrentBag<HttpStatusCode> answers, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var page = await app.Client.GetAsync(new Uri("/", UriKind.Relative), Ct);
            page.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
            answers.Add(page.StatusCode);
            await Task.Delay(500, Ct);
        }

        using var last = await app.Client.GetAsync(new Uri("/", UriKind.Relative), Ct);
        last.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>In a circuit's context, one thing after another.</summary>
    private static Task TypeAsync(ReceivingApp app, CancellationToken stop) => Dispatcher.CreateDefault().InvokeAsync(async () =>
    {
        var browser = Substitute.For<Accounts.IBrowserIdentity>();
        browser.GetOwnerAsync(default).ReturnsForAnyArgs(Samples.Owner);
        browser.Workspace.Returns(WorkspaceId.Default);
        await using var scope = app.Get<IServiceScopeFactory>().CreateAsyncScope();
        using var state = ActivatorUtilities.CreateInstance<ConnectionState>(scope.ServiceProvider, browser);
        var draft = await state.BeginAsync(new ProviderChoice(ProviderKind.Server), Ct);
        var typed = "";
        while (!stop.IsCancellationRequested)
        {
            typed = $"Connection {Guid.NewGuid()}";
            var name = typed;
            (await state.KeepAsync("Connection name", it => it.WithServer(it.Server with { Name = name }), Ct)).Problem.ShouldBeNull();
            await Task.Delay(500, Ct);
        }

        while (state.Unstored.Count > 0)
            await Task.Delay(100, Ct);
        (await app.Get<IDraftStore>().FindAsync(draft.Id, Samples.Owner, Ct)).Value!.Server.Name.ShouldBe(typed);
    });
}
