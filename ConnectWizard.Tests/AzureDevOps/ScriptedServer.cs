using System.Collections.Concurrent;
using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>A small server that answers as a test says, the product's edge in front of it, and the requests that came.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public static readonly ServerTarget Target = new(new ServerAddress("http", "tfs.example", 80, "/tfs"), "Flight Systems");
    public static readonly Secret Token = new("not-a-real-token-but-as-long-as-one-is-0123456789abc");

    private readonly LoopbackServer _server;
    private readonly ServiceProvider _services;

    private ScriptedServer(LoopbackServer server, ServiceProvider services, ConcurrentQueue<SentRequest> requests) =>
        (_server, _services, Requests) = (server, services, requests);

    public ConcurrentQueue<SentRequest> Requests { get; }

    public static async Task<ScriptedServer> StartAsync(Func<HttpContext, Task> respond, Action<IServiceCollection>? replace = null)
    {
        var requests = new ConcurrentQueue<SentRequest>();
        var server = await LoopbackServer.StartAsync(async context =>
        {
            requests.Enqueue(await SentRequest.ReadAsync(context.Request));
            context.Response.Headers["ActivityId"] = "0f8fad5b-d9cb-469f-a165-70867728950e";
            await respond(context);
        });
        var settings = ("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"tfs.example:80:127.0.0.1:{server.Port}"));
        return new ScriptedServer(server, EdgeServices.Build([settings], replace), requests);
    }

    /// <summary>A server that answers each request with the same JSON.</summary>
    public static Task<ScriptedServer> StartAsync(string json, Action<IServiceCollection>? replace = null) =>
        StartAsync(context => WriteAsync(context, json), replace);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A server that answers each request alike, but for connectionData where it knows the token.</summary>
    public static Task<ScriptedServer> StartAsync(int status, string body, string contentType, string headers = "", bool knowsToken = false) => StartAsync(context =>
        knowsToken && context.Request.Path.Value!.EndsWith("/connectionData", StringComparison.Ordinal)
            ? WriteAsync(context, "{}")
            : WriteAsync(context, body, status, contentType, headers));

    /// <param name="headers">Lines of <c>Name: value</c>; <c>ActivityId: -</c> leaves out what marks a response as Azure DevOps'.</param>
    public static Task WriteAsync(HttpContext context, string body, int status = 200, string contentType = "application/json", string headers = "")
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, contentType);
        foreach (var header in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)))
        {
            if (header[1] == "-")
                context.Response.Headers.Remove(header[0]);
            else
                context.Response.Headers.Append(header[0], header[1]);
        }

        return body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(body, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record SentRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<SentRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new SentRequest($"{request.Method} {request.Path.Value}{Uri.UnescapeDataString(request.QueryString.Value!)}", headers, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
