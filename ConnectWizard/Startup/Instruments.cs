using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ConnectWizard.Startup;

/// <summary>What this process tells of its work, besides what ASP.NET Core and .NET tell of theirs. Values are counts, seconds and words of closed lists: no name, no address, no secret.</summary>
internal static class Instruments
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Name = "ConnectWizard";

    public const string Outcome = "connectwizard.outcome";
    public const string ProblemTag = "connectwizard.problem";
    public const string Queue = "connectwizard.queue";
    public const string Method = "http.request.method";
    public const string Route = "http.route";
    public const string Status = "http.response.status_code";
    public const string Error = "error.type";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Checks = Meter.CreateCounter<long>("connectwizard.checks", "{check}", "Connection checks that ended, by outcome and problem.");
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("connectwizard.deliveries", "{delivery}", "Webhook deliveries, by the response.");
    private static readonly Counter<long> Dispatches = Meter.CreateCounter<long>("connectwizard.dispatches", "{request}", "Build requests sent, by the build system's answer.");
    private static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("connectwizard.azure_devops.request.duration", "s", "Requests to Azure DevOps until their response begins.");
    private static readonly Gauge<double> QueueAges = Meter.CreateGauge<double>("connectwizard.queue.age", "s", "How long the oldest entry of a queue has been due.");

    public static ActivitySource Activities { get; } = new(Name);

    /// <param name="problem">The code of what failed, or else of the first warning.</param>
    public static void CheckEnded(string outcome, string? problem, Activity? activity)
    {
        var tags = new TagList { { Outcome, outcome } };
        if (problem is not null)
            tags.Add(ProblemTag, problem);
        Checks.Add(1, tags);
        activity?.SetTag(Outcome, outcome).SetTag(ProblemTag, problem);
    }

    public static void DeliveryEnded(string outcome, Activity? activity)
    {
        Deliveries.Add(1, KeyValuePair.Create(Outcome, (object?)outcome));
        activity?.SetTag(Outcome, outcome);
    }

    public static void DispatchEnded(string outcome, Activity? activity)
    {
        Dispatches.Add(1, KeyValuePair.Create(Outcome, (object?)outcome));
        activity?.SetTag(Outcome, outcome);
    }

    public static void RecordQueueAge(string queue, TimeSpan age) => QueueAges.Record(age.TotalSeconds, KeyValuePair.Create(Queue, (object?)queue));

    /// <summary>A request to Azure DevOps that begins now and ends when it is disposed of.</summary>
    /// <param name="route">The path without what a person or a server named.</param>
    public static MeasuredRequest BeginRequest(HttpMethod method, string route) => new(method.Method, route, Activities.StartActivity($"{method.Method} {route}", ActivityKind.Client));

    internal sealed class MeasuredRequest(string method, string route, Activity? activity) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        /// <summary>Null where no response began.</summary>
        public int? StatusCode { get; set; }

        public void Dispose()
        {
            var outcome = StatusCode is { } status ? KeyValuePair.Create(Status, (object?)status) : KeyValuePair.Create(Error, (object?)"no_response");
            Requests.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, KeyValuePair.Create(Method, (object?)method), KeyValuePair.Create(Route, (object?)route), outcome);
            activity?.SetTag(Method, method).SetTag(Route, route).SetTag(outcome.Key, outcome.Value);
            activity?.Dispose();
        }
    }
}
