using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConnectWizard.Checks;
using ConnectWizard.Network;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ConnectWizard.Notifications;

/// <summary>The real product with its demo's world, a mail server and a receiver of webhooks, and a clock that a test moves on by days.</summary>
internal sealed class MovedApp : IAsyncDisposable
{
    public const string Server = "azure";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly StoreFolder _folder = new();
    private readonly MailServer _mail = MailServer.Start();
    private readonly MovedTime _time = new();
    private LoopbackServer _receiver = null!;
    private RunningApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HttpClient Client => _app.Client;

    public AzureDevOpsEmulator.Emulator Emulator => Get<AzureDevOpsEmulator.Emulator>();

    public DateTimeOffset Now => _time.GetUtcNow();

    public IReadOnlyList<string> Subjects => [.. _mail.Mails.Select(mail => mail.Subject!)];

    /// <summary>The types of the webhooks whose signature is valid, and of others that they have none.</summary>
    public ConcurrentQueue<string> Posted { get; } = new();

    public static async Task<MovedApp> StartAsync()
    {
        var moved = new MovedApp();
        moved._receiver = await LoopbackServer.StartAsync(moved.ReceiveAsync);
        (string, string)[] settings =
        [
            ("Demo:Enabled", "true"), ("Demo:Seed", "false"), ("Demo:DataFolder", moved._folder.In("demo")),
            ("Mail:Host", "localhost"), ("Mail:Port", $"{moved._mail.Port}"), ("Mail:Security", "None"), ("Mail:From", "connectwizard@spacetech.example"),
            ("Notifications:Url", $"http://localhost:{moved._receiver.Port}/"), ("Notifications:Secret", Secret),
        ];
        moved._app = await RunningApp.StartAsync(Cancellation, settings, moved.Configure);
        return moved;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public string Token(string name) => Emulator.Tokens.Single(token => token.Name == name).Value;

    /// <summary>Days pass. What is due then is checked, and what is new is notified.</summary>
    public async Task PassAsync(double days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        var daily = Get<DailyCheck>();
        await daily.StartDueAsync(Cancellation);
        await daily.WaitUntilIdleAsync();
        await NotifyAsync();
    }

    /// <summary>Another round of the worker may be under way, which does the same.</summary>
    public async Task NotifyAsync()
    {
        while (!await Get<NotificationWorker>().RunAsync(Cancellation))
            await Task.Delay(50, Cancellation);
    }

    /// <summary>The address of a link in the last mail.</summary>
    public string LinkOf(string action) =>
        _mail.Mails.Last().TextBody!.Split('\n').Select(line => line.Trim()).Single(line => line.Contains($"/notifications/{action}/", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
        await _mail.DisposeAsync();
        _folder.Dispose();
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Environment.EnvironmentName = Environments.Development;
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton<DatabaseClock>(provider => new TestClock(provider.GetRequiredService<IDialect>(), _time));
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var (headers, body) = (context.Request.Headers, await reader.ReadToEndAsync(context.RequestAborted));
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}")));
        using var json = JsonDocument.Parse(body);
        Posted.Enqueue(headers["webhook-signature"] == $"v1,{signature}" ? json.RootElement.GetProperty("type").GetString()! : "a wrong signature");
    }
}
