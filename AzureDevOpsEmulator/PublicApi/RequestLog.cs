using System.Collections.Concurrent;

namespace AzureDevOpsEmulator;

/// <summary>One request that the emulator has dealt with.</summary>
/// <param name="Time">When it came.</param>
/// <param name="Host">The name it was sent to, with the port if it had one.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query as sent; the value of a token in it is replaced by the token's name.</param>
/// <param name="Credential">The kind of credential it carried.</param>
/// <param name="TokenName">The name of the token, when it was a known one. Values are never kept.</param>
/// <param name="ApiVersion">The version it asked for, in the query or in a header.</param>
/// <param name="Status">The status of the answer; null when the client left before there was one.</param>
/// <param name="Aborted">Whether the client left before the answer was complete.</param>
public sealed record LoggedRequest(
    DateTimeOffset Time,
    string Host,
    string Method,
    string Target,
    CredentialKind Credential,
    string? TokenName,
    string? ApiVersion,
    int? Status,
    bool Aborted);

/// <summary>
/// What clients did: for tests that hold a client to what it promised. Hosts are named without a port. Thread-safe; the last 10,000
/// requests are kept.
/// </summary>
public sealed class RequestLog
{
    private const int Kept = 10_000;

    private readonly ConcurrentQueue<Entry> _entries = new();
    private readonly Dictionary<string, (int Now, int Most)> _concurrency = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Host, int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly List<(string Host, string Target)> _underWay = [];
    private readonly List<(string Host, string Part, TaskCompletionSource Came)> _expected = [];

    /// <summary>
    /// The requests in the order in which they were answered. One is here before its client sees the first byte of the answer; one
    /// that got no answer is here when its client has left.
    /// </summary>
    public IReadOnlyList<LoggedRequest> Entries => [.. _entries.Select(entry => entry.Request)];

    /// <summary>
    /// The most requests that were under way at once to a host. A client that takes a new connection for each request may seem to
    /// have one more than it had: an answer can arrive before it counts as ended.
    /// </summary>
    public int MaxConcurrency(string host)
    {
        lock (_concurrency)
            return _concurrency.GetValueOrDefault(host).Most;
    }

    /// <summary>Waits until exactly so many requests to a host are under way; each that has ended by then is among the entries.</summary>
    public Task UntilUnderWayAsync(string host, int count, CancellationToken ct)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_concurrency)
        {
            _waiting.Add((host, count, reached));
            Count(host, 0);
        }

        return reached.Task.WaitAsync(ct);
    }

    /// <summary>Waits until a request to a host is under way that has this part in its path or query.</summary>
    public Task UntilUnderWayAsync(string host, string part, CancellationToken ct)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_concurrency)
        {
            _expected.Add((host, part, came));
            Announce();
        }

        return came.Task.WaitAsync(ct);
    }

    public void Clear()
    {
        _entries.Clear();
        lock (_concurrency)
        {
            foreach (var (host, count) in _concurrency)
                _concurrency[host] = (count.Now, count.Now);
        }
    }

    internal void Begin(string host, string target)
    {
        lock (_concurrency)
        {
            _underWay.Add((host, target));
            Announce();
            Count(host, 1);
        }
    }

    internal Entry Add(LoggedRequest request)
    {
        var entry = new Entry(request);
        _entries.Enqueue(entry);
        while (_entries.Count > Kept)
            _entries.TryDequeue(out _);
        return entry;
    }

    internal void End(string host, string target)
    {
        lock (_concurrency)
        {
            _underWay.Remove((host, target));
            Count(host, -1);
        }
    }

    /// <summary>A request in the log, of which more becomes known later.</summary>
    internal sealed class Entry(LoggedRequest request)
    {
        private volatile LoggedRequest _request = request;

        public LoggedRequest Request
        {
            get => _request;
            set => _request = value;
        }
    }

    private void Announce()
    {
        foreach (var expected in _expected.FindAll(expected => _underWay.Exists(request =>
            request.Host.Equals(expected.Host, StringComparison.OrdinalIgnoreCase)
            && request.Target.Contains(expected.Part, StringComparison.OrdinalIgnoreCase))))
        {
            expected.Came.TrySetResult();
            _expected.Remove(expected);
        }
    }

    private void Count(string host, int change)
    {
        var (before, most) = _concurrency.GetValueOrDefault(host);
        var now = before + change;
        _concurrency[host] = (now, Math.Max(most, now));
        var reached = _waiting.FindAll(waiting => waiting.Count == now && waiting.Host.Equals(host, StringComparison.OrdinalIgnoreCase));
        foreach (var waiting in reached)
        {
            waiting.Reached.TrySetResult();
            _waiting.Remove(waiting);
        }
    }
}
