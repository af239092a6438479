using System.Net;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectWizard.Startup;

/// <summary>
/// For what watches this process: <c>/health/live</c>, whether it answers at all, and <c>/health/ready</c>, whether it can serve people. Each says a
/// status in a word, to callers on this machine the reasons, too.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Answers to any Host: an orchestrator calls a process by its address.</summary>
    public const string Prefix = "/health";

    /// <summary>Features add their checks with <c>AddHealthChecks()</c>.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        // Pages that wait for the end of an outage ask there, too.
        return services.AddSingleton(new PublicPath(Prefix) { IsPart = true });
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks(Prefix + "/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks(Prefix + "/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var lines = new List<string> { report.Status.ToString() };
        if (IsLocal(context))
            lines.AddRange(report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Status}{(entry.Value.Description is { } reason ? ". " + reason : "")}"));
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join('\n', lines) + "\n", context.RequestAborted);
    }

    /// <summary>Not what a proxy on this machine hands on.</summary>
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !Forwarding.IsForwarded(context.Request);
}
