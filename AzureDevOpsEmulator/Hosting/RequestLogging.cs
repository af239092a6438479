using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Versions;
using Microsoft.AspNetCore.Http.Features;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>Writes each request into the <see cref="RequestLog"/>.</summary>
internal sealed class RequestLogging(RequestLog log, TokenDirectory tokens, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        var entry = Describe(context);
        log.Begin(host);
        try
        {
            await next(context);
        }
        finally
        {
            var aborted = context.RequestAborted.IsCancellationRequested;
            int? status = aborted && !context.Response.HasStarted ? null : context.Response.StatusCode;
            log.End(host, entry with { Status = status, Aborted = aborted });
        }
    }

    private LoggedRequest Describe(HttpContext context)
    {
        var request = context.Request;
        var credential = PresentedCredential.Read(request, tokens);
        var target = tokens.WithoutValues(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return new LoggedRequest(
            time.GetUtcNow(), request.Host.Value ?? "", request.Method, target, credential.Kind, credential.Token?.Name,
            VersionNegotiation.RequestedBy(request), Status: null, Aborted: false);
    }
}
