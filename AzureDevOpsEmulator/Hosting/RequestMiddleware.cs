using Microsoft.AspNetCore.Http.Features;

namespace AzureDevOpsEmulator.Hosting;

internal sealed class RequestLogMiddleware(RequestLog log, TokenStore tokens, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        var request = Describe(context);
        RequestLog.Entry? entry = null;
        context.Response.OnStarting(() =>
        {
            entry ??= log.Add(request with { Status = context.Response.StatusCode });
            return Task.CompletedTask;
        });
        log.Begin(host, request.Target);
        try
        {
            await next(context);
        }
        finally
        {
            var aborted = context.RequestAborted.IsCancellationRequested;
            entry ??= log.Add(aborted ? request : request with { Status = context.Response.StatusCode });
            if (aborted)
                entry.Request = entry.Request with { Aborted = true };
            log.End(host, request.Target);
        }
    }

    private LoggedRequest Describe(HttpContext context)
    {
        var request = context.Request;
        var credential = RequestCredential.Read(request, tokens);
        var target = tokens.Redact(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return new LoggedRequest(
            time.GetUtcNow(), request.Host.Value ?? "", request.Method, target, credential.Kind, credential.Token?.Name,
            VersionNegotiation.RequestedBy(request), Status: null, Aborted: false);
    }
}

internal sealed class RequestPauseMiddleware(RequestPauses pauses)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var pause = pauses.TakeRequest(context.Request.Host.Host, context.Request.Method, target);
        if (pause is { Point: PausePoint.BeforeExecution } && !await pause.WaitAsync(context.RequestAborted))
        {
            context.Abort();
            return;
        }

        if (pause is { Point: PausePoint.BeforeResponse })
            context.Response.OnStarting(() => pause.WaitAsync(context.RequestAborted));
        await next(context);
    }
}
