using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ConnectWizard.Startup;

/// <summary>What this process tells of its work, besides what ASP.NET Core and .NET tell of theirs. Values are counts, seconds and words of closed lists: no name, no address, no secret.</summary>
internal static class Instruments
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Name = "ConnectWizard";

    public const string ResultTag = "connectwizard.result";
    public const string ProblemTag = "connectwizard.problem";
    public const string Queue = "connectwizard.queue";
    public const string Method = "http.request.method";
    public const string Route = "http.route";
    public const string Status = "http.response.status_code";
    public const string Error = "error.type";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> CheckCount = Meter.CreateCounter<long>("connectwizard.checks", "{check}", "Connection checks that ended, by result and problem.");
    private static readonly Counter<long> DeliveryCount = Meter.CreateCounter<long>("connectwizard.deliveries", "{delivery}", "Webhook deliveries, by the response.");
    private static readonly Counter<long> DispatchCount = Meter.CreateCounter<long>("connectwizard.dispatches", "{request}", "Build requests sent, by the build system's answer.");
    private static readonly Histogram<double> RequestDuration = Meter.CreateHistogram<double>("connectwizard.azure_devops.request.duration", "s", "Requests to Azure DevOps until their response begins.");
    private static readonly Gauge<double> QueueAge = Meter.CreateGauge<double>("connectwizard.queue.age", "s", "How long the oldest entry of a queue has been due.");

    public static ActivitySource Activities { get; } = new(Name);

    /// <param name="problem">The code of what failed, or else of the first warning.</param>
    public static void CheckEnded(string result, string? problem, Activity? activity)
    {
        var tags = new TagList { { ResultTag, result } };
        if (problem is not null)
            tags.Add(ProblemTag, problem);
        CheckCount.Add(1, tags);
        activity?.SetTag(ResultTag, result).SetTag(ProblemTag, problem);
    }

    public static void DeliveryEnded(string result, Activity? activity) => End(DeliveryCount, result, activity);

    public static void DispatchEnded(string result, Activity? activity) => End(DispatchCount, result, activity);

    public static void RecordQueueAge(string queue, TimeSpan age) => QueueAge.Record(age.TotalSeconds, KeyValuePair.Create(Queue, (object?)queue));

    /// <summary>A request to Azure DevOps that begins now and ends when it is disposed of.</summary>
    /// <param name="route">The path without what a person or a server named.</param>
    public static MeasuredRequest BeginRequest(HttpMethod method, string route) => new(method.Method, route, Activities.StartActivity($"{method.Method} {route}", ActivityKind.Client));

    private static void End(Counter<long> counter, string result, Activity? activity)
    {
        counter.Add(1, KeyValuePair.Create(ResultTag, (object?)result));
        activity?.SetTag(ResultTag, result);
    }

    internal sealed class MeasuredRequest(string method, string route, Activity? activity) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        /// <summary>Null where no response began.</summary>
        public int? StatusCode { get; set; }

        public void Dispose()
        {
            var ending = StatusCode is { } status ? KeyValuePair.Create(Status, (object?)status) : KeyValuePair.Create(Error, (object?)"no_response");
            RequestDuration.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, KeyValuePair.Create(Method, (object?)method), KeyValuePair.Create(Route, (object?)route), ending);
            activity?.SetTag(Method, method).SetTag(Route, route).SetTag(ending.Key, ending.Value);
            activity?.Dispose();
        }
    }
}
