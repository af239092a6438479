using ConnectWizard.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConnectWizard.Connections;

/// <summary>What requests and pages answer while the store can't be used.</summary>
public static class Outage
{
    public static IServiceCollection AddOutages(this IServiceCollection services)
    {
        services.Configure<ShellOptions>(shell => shell.Failure = (exception, recover) => StoreUnavailableException.Find(exception) is { } outage
            ? OutageView.Of(outage.Problem, recover)
            : null);
        return services.AddScoped<IErrorBoundaryLogger, PageFailureLogger>();
    }

    /// <summary>A page for browsers, a sentence for all others, with 503. Inside of what answers for bugs.</summary>
    public static void UseOutages(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && StoreUnavailableException.Find(e) is { } outage)
        {
            context.Response.Clear();
            await AnswerAsync(context, outage.Problem);
        }
    });

    private static async Task AnswerAsync(HttpContext context, Problem problem)
    {
        context.Response.Headers.RetryAfter = $"{problem.RetryAfter?.TotalSeconds:0}";
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(OutageDocument.Problem)] = problem,
                [nameof(OutageDocument.Path)] = $"{context.Request.Path.ToUriComponent()}{context.Request.QueryString.ToUriComponent()}",
            };
            // The request's own services have begun to render another page.
            await using var scope = context.RequestServices.CreateAsyncScope();
            var services = context.RequestServices;
            context.RequestServices = scope.ServiceProvider;
            await new RazorComponentResult<OutageDocument>(parameters) { StatusCode = StatusCodes.Status503ServiceUnavailable }.ExecuteAsync(context);
            context.RequestServices = services;
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        var words = ProblemText.For(problem);
        await context.Response.WriteAsync($"{words.What} {words.Repair}\n", context.RequestAborted);
    }
}

/// <summary>Logs what a page failed with; an outage has a line of its own.</summary>
internal sealed partial class PageFailureLogger(ILogger<ErrorBoundary> logger) : IErrorBoundaryLogger
{
    public ValueTask LogErrorAsync(Exception exception)
    {
        PageFailed(logger.ExceptOutage(exception), exception);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(7003, LogLevel.Error, "A page failed")]
    private static partial void PageFailed(ILogger logger, Exception exception);
}
