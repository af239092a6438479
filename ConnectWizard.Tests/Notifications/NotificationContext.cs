using System.Collections.Concurrent;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Shouldly;

namespace ConnectWizard.Notifications;

/// <summary>Nodes that notify, on a real database, with a real mail server, a real receiver of webhooks, and a clock that the test moves.</summary>
public abstract class NotificationContext(StoreProvider provider) : StoreContext(provider)
{
    private protected const string Secret = "a key of many words, thirty-two or more characters long";
    private readonly ServiceProvider _network = EdgeServices.Build([]);
    private readonly LoggerFactory _loggers = new();
    private readonly IProfileWebhooks _webhooks = Substitute.For<IProfileWebhooks>();
    private LoopbackServer _receiver = null!;
    private WebhookHealth _webhookHealth = WebhookHealth.Working;

    /// <summary>What sending logs.</summary>
    private protected CollectedLogs Logs { get; } = new();

    private protected MailOptions Mail { get; } = new() { Host = "localhost", Security = MailSecurity.None, From = "connectwizard@spacetech.example" };

    private protected NotificationsOptions Operator { get; } = new() { Secret = Secret };

    private protected MailServer MailServer { get; set; } = null!;

    private protected ConcurrentQueue<(IHeaderDictionary Headers, string Body)> Posted { get; } = new();

    /// <summary>What the receiver answers next; then 204.</summary>
    private protected ConcurrentQueue<int> Answers { get; } = new();

    private protected BuildProfile Profile { get; private set; } = null!;

    private protected NotificationWorker Node { get; private set; } = null!;

    private protected RecipientService Recipients { get; private set; } = null!;

    private protected RecipientLinks Links { get; private set; } = null!;

    private protected INotificationStore Notifications => _store.Services.GetRequiredService<INotificationStore>();

    public override async ValueTask InitializeAsync()
    {
        _loggers.AddProvider(Logs);
        await base.InitializeAsync();
        MailServer = MailServer.Start();
        Mail.Port = MailServer.Port;
        _receiver = await LoopbackServer.StartAsync(ReceiveAsync);
        Operator.Url = $"http://localhost:{_receiver.Port}/told?team=7";
        Profile = await Samples.FinishAsync(_store, Cancellation);
        _webhooks.ListBrokenAsync(default!, Cancellation).ReturnsForAnyArgs(_ => _webhookHealth == WebhookHealth.Broken ? [Profile] : []);
        _webhooks.ListAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(call => call.ArgAt<IReadOnlyList<BuildProfile>>(2).ToDictionary(profile => profile.Id, SummaryOf));
        Links = new RecipientLinks(_store.Services.GetRequiredService<IDataProtectionProvider>());
        Node = NewNode(_store);
        var loop = new WorkerLoop<NotificationWorker>(_time);
        Recipients = new RecipientService(StoreOf(_store), Notifications, _store.Connections, Links, ChangesOf(_store), Options.Create(Mail), Options.Create(Operator), _time, loop);
    }

    public override async ValueTask DisposeAsync()
    {
        Node.Dispose();
        _loggers.Dispose();
        await MailServer.DisposeAsync();
        await _receiver.DisposeAsync();
        await _network.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected NotificationWorker NewNode(TestStore store)
    {
        var (mail, webhook, notifications) = (Options.Create(Mail), Options.Create(Operator), store.Services.GetRequiredService<INotificationStore>());
        var endpoint = Substitute.For<IPublicEndpoint>();
        endpoint.ForPeople.Returns(new Uri("https://people.example/"));
        var client = new SignedWebhookClient(_network.GetRequiredKeyedService<OutboundHttp>(OutboundHttp.Configured), _time);
        var links = new RecipientLinks(store.Services.GetRequiredService<IDataProtectionProvider>());
        var sender = new NotificationSender(
            notifications, StoreOf(store), store.Connections, client, new MailTransport(mail, _network.GetRequiredService<TrustedAuthorities>(), _time),
            new NotificationMessages(endpoint, links, mail, _time), ChangesOf(store), mail, webhook, _time, _loggers.CreateLogger<NotificationSender>());
        return new NotificationWorker(
            notifications, StoreOf(store), store.Connections, store.Profiles, _webhooks, sender,
            new LeaseRunner(store.Services.GetRequiredService<ILeases>(), _time, NullLogger<LeaseRunner>.Instance),
            endpoint, new WorkerLoop<NotificationWorker>(_time), mail, webhook, _time, NullLogger<NotificationWorker>.Instance);
    }

    private protected Task RunAsync() => Node.RunAsync(Cancellation);

    private protected Task LaterAsync(TimeSpan by)
    {
        _time.Advance(by);
        return RunAsync();
    }

    private protected Task<Connection?> FindAsync() => _store.Connections.FindAsync(Profile.Workspace, Profile.Connection, Cancellation);

    private protected Task CheckAsync(ConnectionHealth health, ProblemCode? problem = null) =>
        _store.Connections.RecordCheckAsync(Profile.Workspace, Profile.Connection, new CheckRecord(health, problem, health == ConnectionHealth.Failed ? null : Samples.Facts() with { CheckedAt = _time.GetUtcNow() }), Cancellation);

    private protected void WebhooksAre(WebhookHealth health) => _webhookHealth = health;

    /// <summary>Adds an address and confirms it, without the mail that asks.</summary>
    private protected async Task<NotificationRecipient> ConfirmedAsync(string address = "ada@spacetech.example")
    {
        var connection = (await FindAsync())!;
        (await Recipients.AddAsync(Samples.Actor, connection, address, Cancellation)).ShouldBe(AddRecipientResult.Added);
        await RunAsync();
        var recipient = (await Recipients.ListAsync(Samples.Actor, connection.Id, Cancellation)).Single(recipient => recipient.Address == address);
        await Recipients.ConfirmAsync(Samples.Actor, recipient, connection, Cancellation);
        MailServer.Mails.Clear();
        return recipient;
    }

    private protected IReadOnlyList<string> Subjects() => [.. MailServer.Mails.Select(mail => mail.Subject!)];

    private protected Task<IReadOnlyList<Notification>> ListAsync() => Recipients.ListSentAsync(Samples.Actor, Profile.Connection, 100, Cancellation);

    private static IRecipientStore StoreOf(TestStore store) => store.Services.GetRequiredService<IRecipientStore>();

    private static ChangeLog ChangesOf(TestStore store) => store.Services.GetRequiredService<ChangeLog>();

    private WebhookSummary SummaryOf(BuildProfile profile) =>
        new(_webhookHealth, _webhookHealth == WebhookHealth.Broken ? new Problem(ProblemCode.WebhookMissing) : null, LastDeliveryAt: null, CheckedAt: null, CanRepair: true);

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Posted.Enqueue((new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase)), await reader.ReadToEndAsync(context.RequestAborted)));
        context.Response.StatusCode = Answers.TryDequeue(out var status) ? status : 204;
    }
}
