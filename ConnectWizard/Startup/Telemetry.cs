using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ConnectWizard.Startup;

/// <summary>
/// Traces, metrics and logs by OTLP, to the collector that OpenTelemetry's own variables name; without <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> nothing is
/// collected. What leaves is chosen by name: a span or a line of the log may be about something that a person typed.
/// </summary>
internal static partial class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration))
            return;
        if (!Uri.TryCreate(builder.Configuration[Endpoint], UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new StartupException($"{Endpoint}: write the address of a collector, http://collector.example:4317, for example.");
        if (builder.Configuration[Protocol] is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
            throw new StartupException($"{Protocol}: {protocol} is not grpc and not http/protobuf.");
        var version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
        builder.Services.AddHostedService<QueueAgeReporter>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("connectwizard", serviceVersion: version))
            .WithTracing(tracing => tracing
                .AddSource(Instruments.Name)
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !context.Request.Path.StartsWithSegments(HealthEndpoints.Prefix, StringComparison.Ordinal))
                .AddProcessor(new SpanRedaction()))
            // Circuits, requests by route, and the runtime: their tags are templates and closed lists.
            .WithMetrics(metrics => metrics
                .AddMeter(Instruments.Name, "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.AspNetCore.Hosting", "System.Runtime")
                .AddView(instrument => instrument.Meter.Name == Instruments.Name ? null : new MetricStreamConfiguration { TagKeys = [.. SpanRedaction.Allowed] }))
            .WithLogging(logging => logging.AddProcessor(new LogRedaction()), options => options.IncludeFormattedMessage = false)
            .UseOtlpExporter();
    }

    public static void LogTelemetry(this WebApplication app)
    {
        if (IsOn(app.Configuration))
            Sent(app.Logger, new Uri(app.Configuration[Endpoint]!).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
    }

    private static bool IsOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[Endpoint]);

    [LoggerMessage(7021, LogLevel.Information, "Telemetry is sent to {Endpoint}")]
    private static partial void Sent(ILogger logger, string endpoint);

    /// <summary>A path may hold the secret of an administrator's link, a query a sign-in's code, a host what a person typed.</summary>
    private sealed class SpanRedaction : BaseProcessor<Activity>
    {
        public static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
        {
            Instruments.ResultTag, Instruments.ProblemTag, Instruments.Queue, Instruments.Method, Instruments.Route, Instruments.Status, Instruments.Error,
            "url.scheme", "network.protocol.version", "gc.heap.generation",
        };

        public override void OnEnd(Activity data)
        {
            foreach (var tag in data.TagObjects.Where(tag => !Allowed.Contains(tag.Key)).ToList())
                data.SetTag(tag.Key, null);
            data.SetStatus(data.Status);
        }
    }

    /// <summary>The line's template, and of its values numbers, ids and words of closed lists. Of an exception, its type.</summary>
    private sealed class LogRedaction : BaseProcessor<LogRecord>
    {
        private const string Template = "{OriginalFormat}";

        public override void OnEnd(LogRecord data)
        {
            var values = (data.Attributes ?? []).Where(IsAllowed);
            data.Attributes = [.. data.Exception is { } e ? values.Append(KeyValuePair.Create(Instruments.Error, (object?)e.GetType().FullName)) : values];
            data.FormattedMessage = null;
            data.Exception = null;
            // What is not logged by a template of a program's may be anything.
            if (data.Attributes.All(value => value.Key != Template))
                data.Body = data.CategoryName;
        }

        private static bool IsAllowed(KeyValuePair<string, object?> value) =>
            value.Key == Template || value.Value is Enum or Guid or bool or int or long or double or TimeSpan or DateTimeOffset;
    }
}

/// <summary>How long the oldest entries of the queues in the store have been due.</summary>
public interface IQueueAges
{
    /// <summary>Every queue; zero for one in which nothing is due.</summary>
    Task<IReadOnlyList<QueueAge>> ListAsync(CancellationToken cancellationToken);
}

public sealed record QueueAge(string Queue, TimeSpan Age);

/// <summary>Measures the queues before each export: a gauge of its own can't wait for a database.</summary>
internal sealed partial class QueueAgeReporter(IQueueAges queues, TimeProvider time, ILogger<QueueAgeReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                foreach (var queue in await queues.ListAsync(stoppingToken))
                    Instruments.RecordQueueAge(queue.Queue, queue.Age);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(7020, LogLevel.Debug, "The ages of the queues could not be read")]
    private static partial void Failed(ILogger logger, Exception exception);
}
