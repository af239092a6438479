namespace AzureDevOpsEmulator.Scenes;

/// <summary>Responses that never complete. All of them end when the client disconnects.</summary>
internal static class BrokenResponses
{
    private const string Json = "application/json; charset=utf-8; api-version=7.1";

    public static Task BrokenJsonAsync(HttpContext context, RequestDelegate server) => context.IsRest()
        ? context.WriteAsync(200, Json, "{\"count\":3,\"value\":[{\"id\":\"9e1b1f6a-6b0e-5d3c-8f2e-1c5a7d3b9e40\",\"name\":\"Mission Con")
        : server(context);

    public static async Task EndlessJsonAsync(HttpContext context, RequestDelegate server)
    {
        if (!context.IsRest())
        {
            await server(context);
            return;
        }

        context.Response.ContentType = Json;
        var ct = context.RequestAborted;
        await context.Response.Body.WriteAsync("{\"value\":["u8.ToArray(), ct);
        var item = Encoding.UTF8.GetBytes("{\"id\":\"9e1b1f6a-6b0e-5d3c-8f2e-1c5a7d3b9e40\",\"name\":\"" + new string('x', 8000) + "\"},");
        while (!ct.IsCancellationRequested)
            await context.Response.Body.WriteAsync(item, ct);
    }

    public static async Task DripAsync(HttpContext context, RequestDelegate server)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var ct = context.RequestAborted;
        context.Response.ContentType = Json;
        await context.Response.Body.WriteAsync("{"u8.ToArray(), ct);
        while (!ct.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(" "u8.ToArray(), ct);
            await context.Response.Body.FlushAsync(ct);
            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
        }
    }

    public static SceneBehavior HangWhen(Func<HttpContext, bool> condition) =>
        (context, server) => condition(context) ? HangAsync(context) : server(context);

    public static async Task HangMidResponseAsync(HttpContext context, RequestDelegate server)
    {
        await BeginAsync(context);
        await HangAsync(context);
    }

    public static async Task ResetMidResponseAsync(HttpContext context, RequestDelegate server)
    {
        await BeginAsync(context);
        // A reset overtakes data in flight: the client must have the beginning first.
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        await Task.Delay(TimeSpan.FromMilliseconds(300), time, context.RequestAborted);
        context.Abort();
    }

    private static Task HangAsync(HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);

    private static async Task BeginAsync(HttpContext context)
    {
        context.Response.ContentType = Json;
        context.Response.ContentLength = 100_000;
        await context.Response.Body.WriteAsync("{\"count\":3,\"value\":["u8.ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
