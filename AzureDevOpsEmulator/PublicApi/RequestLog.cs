using System.Collections.Concurrent;

namespace AzureDevOpsEmulator;

/// <summary>A request to the emulator.</summary>
/// <param name="Host">With the port if the client sent one.</param>
/// <param name="Target">Path and query as sent; the names of tokens replace their values.</param>
/// <param name="TokenName">Null for an unknown token. Values are never kept.</param>
/// <param name="ApiVersion">The requested version.</param>
/// <param name="Status">Null when the client disconnected before the response.</param>
/// <param name="Aborted">Whether the client disconnected before the response was complete.</param>
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

/// <summary>The last 10,000 requests, for tests of a client's behavior. Hosts are named without a port. Thread-safe.</summary>
public sealed class RequestLog
{
    private const int MaxEntries = 10_000;

    private readonly ConcurrentQueue<Entry> _entries = new();
    private readonly Dictionary<string, (int Now, int Most)> _concurrency = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Host, int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly List<(string Host, string Target)> _inProgress = [];
    private readonly List<(string Host, string Part, TaskCompletionSource Came)> _expected = [];

    /// <summary>
    /// The requests in the order of their responses. An entry is visible before the client gets the first byte, or after the client
    /// disconnected.
    /// </summary>
    public IReadOnlyList<LoggedRequest> Entries => [.. _entries.Select(entry => entry.Request)];

    /// <summary>
    /// The highest number of concurrent requests to a host. With a connection per request it may be one too high: a response can arrive
    /// before the request counts as ended.
    /// </summary>
    public int MaxConcurrency(string host)
    {
        lock (_concurrency)
            return _concurrency.GetValueOrDefault(host).Most;
    }

    /// <summary>Waits until exactly that many requests to a host are in progress; ended ones are among the entries.</summary>
    public Task WaitForRequestAsync(string host, int count, CancellationToken ct)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_concurrency)
        {
            _waiting.Add((host, count, reached));
            UpdateConcurrency(host, 0);
        }

        return reached.Task.WaitAsync(ct);
    }

    /// <summary>Waits until a request with that part in its path or query is in progress.</summary>
    public Task WaitForRequestAsync(string host, string part, CancellationToken ct)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_concurrency)
        {
            _expected.Add((host, part, came));
            CompleteExpected();
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
            _inProgress.Add((host, target));
            CompleteExpected();
            UpdateConcurrency(host, 1);
        }
    }

    internal Entry Add(LoggedRequest request)
    {
        var entry = new Entry(request);
        _entries.Enqueue(entry);
        while (_entries.Count > MaxEntries)
            _entries.TryDequeue(out _);
        return entry;
    }

    internal void End(string host, string target)
    {
        lock (_concurrency)
        {
            _inProgress.Remove((host, target));
            UpdateConcurrency(host, -1);
        }
    }

    internal sealed class Entry(LoggedRequest request)
    {
        private volatile LoggedRequest _request = request;

        public LoggedRequest Request
        {
            get => _request;
            set => _request = value;
        }
    }

    private void CompleteExpected()
    {
        foreach (var expected in _expected.FindAll(expected => _inProgress.Exists(request =>
            request.Host.Equals(expected.Host, StringComparison.OrdinalIgnoreCase)
            && request.Target.Contains(expected.Part, StringComparison.OrdinalIgnoreCase))))
        {
            expected.Came.TrySetResult();
            _expected.Remove(expected);
        }
    }

    private void UpdateConcurrency(string host, int change)
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
