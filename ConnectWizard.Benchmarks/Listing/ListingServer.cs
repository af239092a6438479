using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectWizard.Benchmarks.Listing;

/// <summary>Sends the bytes of a large collection as fast as they are taken: a process of its own, so that making them is nobody's time.</summary>
internal static class ListingServer
{
    public const string Collection = "Fleet";

    /// <summary>The same collection in another order (<see cref="ListingBytes.Mixed"/>).</summary>
    public const string Mixed = "Mixed";

    /// <summary>A collection whose list pauses after 50 repositories, until <c>/go-on</c> is asked for.</summary>
    public const string Paused = "Paused";

    public static async Task RunAsync()
    {
        var bytes = new ListingBytes();
        using var goOn = new SemaphoreSlim(0);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet($"/{Collection}/_apis/git/repositories", context => SendAsync(context, bytes.Whole));
        app.MapGet($"/{Mixed}/_apis/git/repositories", context => SendAsync(context, bytes.Mixed));
        app.MapGet($"/{Paused}/_apis/git/repositories", async context =>
        {
            Prepare(context);
            await context.Response.Body.WriteAsync(bytes.Beginning, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await goOn.WaitAsync(context.RequestAborted);
            await context.Response.Body.WriteAsync(bytes.Whole.AsMemory(bytes.Beginning.Length), context.RequestAborted);
        });
        app.MapGet("/{collection}/_apis/projects", SendProjectsAsync);
        app.MapGet("/go-on", () => goOn.Release());
        await app.StartAsync(app.Lifetime.ApplicationStopping);
        await ChildProcess.AnnounceAsync(app.Urls.Single());
        await ((IHost)app).WaitForShutdownAsync(app.Lifetime.ApplicationStopping);
    }

    private static Task SendProjectsAsync(HttpContext context)
    {
        const int Page = 100;
        var first = int.TryParse(context.Request.Query["continuationToken"], CultureInfo.InvariantCulture, out var from) ? from : 0;
        var next = first + Page;
        if (next < ListingBytes.Projects)
            context.Response.Headers["x-ms-continuationtoken"] = next.ToString(CultureInfo.InvariantCulture);
        return SendAsync(context, ListingBytes.ProjectPage(first, Page));
    }

    private static Task SendAsync(HttpContext context, byte[] body)
    {
        Prepare(context);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static void Prepare(HttpContext context) => context.Response.ContentType = "application/json; charset=utf-8; api-version=7.1";
}
