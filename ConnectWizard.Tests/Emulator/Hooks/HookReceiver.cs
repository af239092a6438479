using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

/// <summary>A delivery as it came over the wire.</summary>
internal sealed record ReceivedHook(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The text at a path of names into the JSON: <c>resource/repository/id</c>.</summary>
    public string? TextAt(string path) => WireResponse.At(Json, path).GetString();
}

/// <summary>Receives webhooks on a free port of this machine, and answers with statuses in turn, then with 200.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedHook> _received = Channel.CreateUnbounded<ReceivedHook>();
    private readonly Queue<int> _statuses = new();
    private readonly WebApplication _application;

    private HookReceiver(WebApplication application) => _application = application;

    public string Url => _application.Urls.Single() + "/hook";

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = new HookReceiver(builder.Build());
        receiver._application.Run(receiver.ReceiveAsync);
        await receiver._application.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The next deliveries are answered so.</summary>
    public void AnswerNext(params int[] statuses)
    {
        lock (_statuses)
        {
            foreach (var status in statuses)
                _statuses.Enqueue(status);
        }
    }

    public ValueTask<ReceivedHook> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<ReceivedHook>> NextAsync(int count)
    {
        var received = new List<ReceivedHook>();
        for (var number = 0; number < count; number++)
            received.Add(await NextAsync());
        return received;
    }

    /// <summary>How many deliveries nobody has asked for yet.</summary>
    public int Waiting => _received.Reader.Count;

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_statuses)
            context.Response.StatusCode = _statuses.TryDequeue(out var status) ? status : 200;
        await _received.Writer.WriteAsync(new ReceivedHook(context.Request.Path, headers, body), context.RequestAborted);
    }
}
