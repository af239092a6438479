using System.Collections.Concurrent;
using ConnectWizard.Browser;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

/// <summary>Two processes that start at once on one PostgreSQL database, are stopped as a service manager does it, and start again.</summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private const int Starts = 2;
    private readonly StoreServer _place = new();
    private readonly MailServer _mail = MailServer.Start();
    private readonly ConcurrentQueue<string> _posted = new();
    private LoopbackServer _receiver = null!;
    private NotificationRecipient _recipient = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await LoopbackServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _posted.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
        });
        await using var store = await TestStore.StartAsync(_place, Cancellation);
        var target = new ServerTarget(new ServerAddress("https", "azure.spacetech.example", 443, ""), "DefaultCollection");
        var profile = await store.Services.StoreProfileAsync(target, Samples.Token(), Samples.Profile() with { TriggerSource = TriggerSource.None }, Cancellation);
        _recipient = new NotificationRecipient { Id = Guid.CreateVersion7(), Workspace = profile.Workspace, Connection = profile.Connection, Address = "ada@spacetech.example", AddedAt = DateTimeOffset.UtcNow };
        var recipients = store.Services.GetRequiredService<IRecipientStore>();
        await recipients.AddAsync(_recipient, MailOf(NotificationKind.Confirmation), Cancellation);
        await recipients.ConfirmAsync(_recipient with { ConfirmedAt = DateTimeOffset.UtcNow }, Cancellation);
        _place.Sql("UPDATE connections SET next_check_at = 1, health = 'Failed', last_problem = 'TokenRefused'");
    }

    public async ValueTask DisposeAsync()
    {
        await _mail.DisposeAsync();
        await _receiver.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_connection_is_checked_once_and_everything_is_notified_once()
    {
        for (var start = 0; start < Starts; start++)
        {
            await QueueTestAsync();
            var nodes = await Task.WhenAll(StartAsync(), StartAsync());
            while (_mail.Mails.Count(mail => mail.TextBody!.Contains("This is a test", StringComparison.Ordinal)) <= start || _place.Sql("SELECT check_refusals FROM connections").Single() == "0")
                await Task.Delay(50, Cancellation);
            await Task.WhenAll(nodes.Select(node => node.StopAsync(Cancellation)));
            foreach (var node in nodes)
            {
                node.Log.ShouldNotContain(" fail ");
                await node.DisposeAsync();
            }
        }

        _place.Sql("SELECT check_refusals FROM connections").ShouldBe(["1"]);
        var bodies = string.Join('\n', _mail.Mails.Select(mail => mail.TextBody));
        bodies.Split("doesn't work any more").Length.ShouldBe(2);
        bodies.Split("This is a test").Length.ShouldBe(Starts + 1);
        bodies.Split("/notifications/confirm/").Length.ShouldBe(2);
        _posted.ShouldHaveSingleItem().ShouldContain("connectwizard.connection.failed");
    }

    private async Task QueueTestAsync()
    {
        await using var store = await TestStore.StartAsync(_place, Cancellation);
        await store.Services.GetRequiredService<INotificationStore>().RecordAsync([], [MailOf(NotificationKind.Test)], Cancellation);
    }

    private Notification MailOf(NotificationKind kind) =>
        Notification.New(_recipient.Workspace, kind, NotificationChannel.Mail, DateTimeOffset.UtcNow) with { Connection = _recipient.Connection, Recipient = _recipient.Id, Address = _recipient.Address };

    private Task<ProductProcess> StartAsync()
    {
        var settings = new Dictionary<string, string?>(_place.Settings(), StringComparer.Ordinal)
        {
            ["Mail:Host"] = "localhost",
            ["Mail:Port"] = $"{_mail.Port}",
            ["Mail:Security"] = "None",
            ["Mail:From"] = "connectwizard@spacetech.example",
            ["Notifications:Url"] = $"http://localhost:{_receiver.Port}/",
            ["Notifications:Secret"] = "a key of many words, thirty-two or more characters long",
        };
        return ProductProcess.StartAsync(null, 0, settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!, StringComparer.Ordinal), Cancellation);
    }
}
