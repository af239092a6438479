using System.Text;

namespace AzureDevOpsEmulator.Scenes;

/// <summary>Answers that never become whole. All of them end when the client leaves.</summary>
internal static class BadBodies
{
    private const string Json = "application/json; charset=utf-8; api-version=7.1";

    public static Task BrokenJsonAsync(HttpContext context, RequestDelegate server) => SceneAnswer.IsRest(context)
        ? SceneAnswer.WriteAsync(
            context, 200, Json, "{\"count\":3,\"value\":[{\"id\":\"9e1b1f6a-6b0e-5d3c-8f2e-1c5a7d3b9e40\",\"name\":\"Mission Con")
        : server(context);

    public static async Task EndlessJsonAsync(HttpContext context, RequestDelegate server)
    {
        if (!SceneAnswer.IsRest(context))
        {
            await server(context);
            return;
        }

        context.Response.ContentType = Json;
        var stop = context.RequestAborted;
        await context.Response.Body.WriteAsync("{\"value\":["u8.ToArray(), stop);
        var item = Encoding.UTF8.GetBytes("{\"id\":\"9e1b1f6a-6b0e-5d3c-8f2e-1c5a7d3b9e40\",\"name\":\"" + new string('x', 8000) + "\"},");
        while (!stop.IsCancellationRequested)
            await context.Response.Body.WriteAsync(item, stop);
    }

    public static async Task DripAsync(HttpContext context, RequestDelegate server)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var stop = context.RequestAborted;
        context.Response.ContentType = Json;
        await context.Response.Body.WriteAsync("{"u8.ToArray(), stop);
        while (!stop.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(" "u8.ToArray(), stop);
            await context.Response.Body.FlushAsync(stop);
            await Task.Delay(TimeSpan.FromSeconds(1), time, stop);
        }
    }

    /// <summary>Begins well, and says no more.</summary>
    public static async Task HangInTheMiddleAsync(HttpContext context, RequestDelegate server)
    {
        await BeginAsync(context);
        await Hangs.HangAsync(context);
    }

    /// <summary>Begins well, and resets the connection.</summary>
    public static async Task ResetInTheMiddleAsync(HttpContext context, RequestDelegate server)
    {
        await BeginAsync(context);

        // A reset overtakes what is still on its way: the client must have the beginning first.
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        await Task.Delay(TimeSpan.FromMilliseconds(300), time, context.RequestAborted);
        context.Abort();
    }

    private static async Task BeginAsync(HttpContext context)
    {
        context.Response.ContentType = Json;
        context.Response.ContentLength = 100_000;
        await context.Response.Body.WriteAsync("{\"count\":3,\"value\":["u8.ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
