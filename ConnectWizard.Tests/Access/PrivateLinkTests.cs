using System.Net;
using ConnectWizard.Connections;
using ConnectWizard.Notifications;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ConnectWizard.Access;

/// <summary>Links that are secrets, over real HTTP: whoever asks in whatever way, nothing is done by it, and no log has the link.</summary>
public sealed class PrivateLinkTests : IAsyncLifetime
{
    private const string AdministratorLink = "/webhooks/ask/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private readonly CollectedLogs _logs = new();
    private RunningApp _app = null!;
    private NotificationRecipient _recipient = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IRecipientStore Recipients => _app.Services.GetRequiredService<IRecipientStore>();

    private RecipientLinks Links => _app.Services.GetRequiredService<RecipientLinks>();

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(
            Cancellation,
            [("PublicUrl", "https://builds.example"), ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace")],
            builder => builder.Logging.AddProvider(_logs));
        var (drafts, credentials) = (_app.Services.GetRequiredService<IDraftStore>(), _app.Services.GetRequiredService<ICredentialStore>());
        var draft = await drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        var credential = await credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
        await drafts.UpdateAsync(draft.Id, Samples.Owner, it => it.Answered(credential, Samples.Profile()), Cancellation);
        var profile = (await _app.Services.GetRequiredService<IProfileStore>().CreateAsync(draft.Id, Samples.Actor, Cancellation)).Value!;
        _recipient = new NotificationRecipient { Id = Guid.CreateVersion7(), Workspace = profile.Workspace, Connection = profile.Connection, Address = "ada@spacetech.example", AddedAt = DateTimeOffset.UtcNow };
        await Recipients.AddAsync(_recipient, Notification.New(profile.Workspace, NotificationKind.Confirmation, NotificationChannel.Mail, _recipient.AddedAt), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    public async Task A_link_is_in_no_line_of_the_log_however_it_is_asked_for(string method)
    {
        string[] links = [Links.ConfirmationOf(_app.Client.BaseAddress!, _recipient).AbsolutePath, Links.StopOf(_app.Client.BaseAddress!, _recipient).AbsolutePath, AdministratorLink];

        foreach (var link in links)
        {
            await SendAsync(method, link, "localhost");
            await SendAsync(method, $"{link}?next={link}", "localhost", isForwarded: true);
            await SendAsync(method, link, "builds.example");
            await SendAsync(method, link, "evil.example");
        }

        _logs.Lines.ShouldContain(line => line.Contains("Refused a request", StringComparison.Ordinal));
        foreach (var secret in links.Select(link => link.Split('/').Last()))
            _logs.Lines.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/audit")]
    [InlineData("/notifications")]
    [InlineData("/css/app.css")]
    public async Task A_page_is_answered_to_HEAD_as_to_GET_without_its_text(string path)
    {
        var (head, get) = (await SendAsync("HEAD", path, "localhost"), await SendAsync("GET", path, "localhost"));

        head.ShouldBe((HttpStatusCode.OK, get.Type, 0));
        get.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task HEAD_on_a_link_finds_it_and_does_nothing()
    {
        (await SendAsync("HEAD", Links.ConfirmationOf(_app.Client.BaseAddress!, _recipient).AbsolutePath, "localhost")).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync("HEAD", Links.StopOf(_app.Client.BaseAddress!, _recipient).AbsolutePath, "localhost")).Status.ShouldBe(HttpStatusCode.OK);

        (await Recipients.FindAsync(_recipient.Id, Cancellation)).ShouldNotBeNull().ConfirmedAt.ShouldBeNull();
    }

    private async Task<(HttpStatusCode Status, string? Type, int Length)> SendAsync(string method, string path, string host, bool isForwarded = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { Host = host } };
        if (isForwarded)
            request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        using var response = await _app.Client.SendAsync(request, Cancellation);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length);
    }
}
