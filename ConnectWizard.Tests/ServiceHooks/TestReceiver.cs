using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectWizard.ServiceHooks;

/// <summary>What Azure DevOps delivers to: judges deliveries by <see cref="IHookStore"/> as the receiver has to, and nothing more.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>Where deliveries are told; null for somebody else's server, which answers everything with 200.</summary>
    public IHookStore? Deliveries { get; set; }

    /// <summary>The answer to every delivery, in place of a judgement.</summary>
    public int? ApiResponse { get; set; }

    /// <summary>The deliveries that were answered, with the status.</summary>
    public Channel<int> Answered { get; } = Channel.CreateUnbounded<int>();

    /// <summary>How each delivery brought its secret: <c>Basic</c>, or the header's name.</summary>
    public ConcurrentQueue<string> Carriers { get; } = [];

    public static async Task<TestReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new TestReceiver(app);
        app.MapPost(HookAddress.Path + "/{id:guid}", async (Guid id, HttpRequest request, CancellationToken ct) =>
        {
            var status = await receiver.JudgeAsync(new HookId(id), request, ct);
            receiver.Answered.Writer.TryWrite(status);
            return Results.StatusCode(status);
        });
        await app.StartAsync(cancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Forgets the deliveries until now, so that the next one is waited for.</summary>
    public void Forget()
    {
        while (Answered.Reader.TryRead(out _))
        {
            // Each is forgotten.
        }
    }

    private async Task<int> JudgeAsync(HookId id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (ApiResponse is { } answer)
            return answer;
        if (Deliveries is null)
            return StatusCodes.Status200OK;
        if (await Deliveries.FindForDeliveryAsync(id, cancellationToken) is not { } hook)
            return StatusCodes.Status410Gone;
        if (!hook.Accepts(SecretIn(request)))
        {
            await Deliveries.SecretMismatchAsync(id, cancellationToken);
            return StatusCodes.Status401Unauthorized;
        }

        var subscription = Guid.TryParse(request.Headers["X-VSS-SubscriptionId"], out var named) ? named : (Guid?)null;
        await Deliveries.RecordDeliveryAsync(id, subscription, DeliveryKind.Event, DateTimeOffset.UtcNow, cancellationToken);
        return StatusCodes.Status200OK;
    }

    private string? SecretIn(HttpRequest request)
    {
        if (request.Headers.TryGetValue(HookSecret.Header, out var header))
        {
            Carriers.Enqueue(HookSecret.Header);
            return header;
        }

        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var authorization))
            return null;
        Carriers.Enqueue(authorization.Scheme);
        return Encoding.UTF8.GetString(Convert.FromBase64String(authorization.Parameter!)).Split(':')[1];
    }
}
