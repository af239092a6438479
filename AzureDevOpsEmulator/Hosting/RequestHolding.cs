using Microsoft.AspNetCore.Http.Features;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>Holds the requests that <see cref="EmulatedHolds"/> names.</summary>
internal sealed class RequestHolding(EmulatedHolds holds)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var hold = holds.TakeRequest(context.Request.Host.Host, context.Request.Method, target);
        if (hold is { Point: HoldPoint.BeforeItIsCarriedOut } && !await hold.WaitAsync(context.RequestAborted))
        {
            context.Abort();
            return;
        }

        if (hold is { Point: HoldPoint.BeforeItsAnswer })
            context.Response.OnStarting(() => hold.WaitAsync(context.RequestAborted));
        await next(context);
    }
}
