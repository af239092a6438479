using System.Text;
using System.Text.Json;
using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Hosting;
using AzureDevOpsEmulator.Routes;

namespace AzureDevOpsEmulator.Scenes;

/// <summary>A server that is there and cannot work.</summary>
internal static class Outages
{
    /// <summary>
    /// The server itself runs; what lies in a collection does not. The real body begins with a byte order mark, and the usual headers
    /// are not there.
    /// </summary>
    public static async Task StoppedCollectionAsync(HttpContext context, RequestDelegate server)
    {
        if (Address.Parse(context.Request.Path).Collection is not { } collection)
        {
            await server(context);
            return;
        }

        var fault = Faults.CollectionStopped(collection);
        var json = JsonSerializer.SerializeToUtf8Bytes(ErrorEnvelope.For(fault), WireJson.Options);
        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["X-TFS-ServiceError"] = HeaderText.Encode(fault.Message, context.Site().Product);
        context.Response.ContentLength = Encoding.UTF8.Preamble.Length + json.Length;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetPreamble(), context.RequestAborted);
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    public static Task ServerErrorAsync(HttpContext context, RequestDelegate server) =>
        RefuseRestAsync(context, server, Faults.Unexpected());

    public static Task ThrottledAsync(HttpContext context, RequestDelegate server)
    {
        if (SceneAnswer.IsRest(context))
        {
            context.Response.Headers.RetryAfter = "30";
            context.Response.Headers["X-RateLimit-Resource"] = "Concurrency";
            context.Response.Headers["X-RateLimit-Delay"] = "0";
            context.Response.Headers["X-RateLimit-Limit"] = "200";
            context.Response.Headers["X-RateLimit-Remaining"] = "0";
        }

        return RefuseRestAsync(context, server, Faults.Throttled("Concurrency"));
    }

    /// <summary>
    /// Close to its limit an account is served late, with a success; how late is said, and when to come again.
    /// </summary>
    public static async Task DelayedAsync(HttpContext context, RequestDelegate server)
    {
        if (SceneAnswer.IsRest(context) && SceneAnswer.HasCredential(context))
        {
            var time = context.RequestServices.GetRequiredService<TimeProvider>();
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, context.RequestAborted);
            context.Response.Headers.RetryAfter = "5";
            context.Response.Headers["X-RateLimit-Resource"] = "Concurrency";
            context.Response.Headers["X-RateLimit-Delay"] = "0.2";
            context.Response.Headers["X-RateLimit-Limit"] = "200";
            context.Response.Headers["X-RateLimit-Remaining"] = "0";
            context.Response.Headers["X-RateLimit-Reset"] = $"{time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}";
        }

        await server(context);
    }

    private static Task RefuseRestAsync(HttpContext context, RequestDelegate server, Fault fault)
    {
        if (!SceneAnswer.IsRest(context))
            return server(context);

        ServiceHeaders.Add(context);
        return WireJson.WriteFaultAsync(context.Response, fault, context.RequestAborted);
    }
}
