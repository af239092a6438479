namespace AzureDevOpsEmulator.Scenes;

internal static class Outages
{
    /// <summary>The server runs, the collection doesn't. The real body begins with a byte order mark, and the usual headers are missing.</summary>
    public static async Task StoppedCollectionAsync(HttpContext context, RequestDelegate server)
    {
        if (RequestPath.Parse(context.Request.Path).Collection is not { } collection)
        {
            await server(context);
            return;
        }

        var error = ApiErrors.CollectionStopped(collection);
        var json = JsonSerializer.SerializeToUtf8Bytes(ErrorEnvelope.For(error), WireJson.Options);
        context.Response.Headers["X-TFS-ServiceError"] = context.EncodeHeader(error.Message);
        await context.WriteAsync(error.Status, "application/json", (byte[])[.. Encoding.UTF8.Preamble, .. json]);
    }

    public static Task ServerErrorAsync(HttpContext context, RequestDelegate server) =>
        RefuseRestAsync(context, server, ApiErrors.InternalError());

    public static Task ThrottledAsync(HttpContext context, RequestDelegate server)
    {
        if (context.IsRest())
            AddRateLimit(context, retryAfter: "30", delay: "0");
        return RefuseRestAsync(context, server, ApiErrors.Throttled("Concurrency"));
    }

    public static async Task DelayedAsync(HttpContext context, RequestDelegate server)
    {
        if (context.IsRest() && context.HasCredential())
        {
            var time = context.RequestServices.GetRequiredService<TimeProvider>();
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, context.RequestAborted);
            AddRateLimit(context, retryAfter: "5", delay: "0.2");
            context.Response.Headers["X-RateLimit-Reset"] = $"{time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}";
        }

        await server(context);
    }

    private static void AddRateLimit(HttpContext context, string retryAfter, string delay)
    {
        var headers = context.Response.Headers;
        headers.RetryAfter = retryAfter;
        headers["X-RateLimit-Resource"] = "Concurrency";
        headers["X-RateLimit-Delay"] = delay;
        headers["X-RateLimit-Limit"] = "200";
        headers["X-RateLimit-Remaining"] = "0";
    }

    private static Task RefuseRestAsync(HttpContext context, RequestDelegate server, ApiError error)
    {
        if (!context.IsRest())
            return server(context);

        ServiceHeaders.Add(context);
        return WireJson.WriteErrorAsync(context, error);
    }
}
