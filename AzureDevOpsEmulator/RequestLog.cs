using System.Collections.Concurrent;
using AzureDevOpsEmulator.Authentication;

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
    DateTimeOffset Time, string Host, string Method, string Target, CredentialKind Credential, string? TokenName, string? ApiVersion, int? Status, bool Aborted);

/// <summary>What clients did: for tests that hold a client to what it promised. Thread-safe; the last 10,000 requests are kept.</summary>
public sealed class RequestLog
{
    private const int Kept = 10_000;

    private readonly ConcurrentQueue<LoggedRequest> _entries = new();
    private readonly Dictionary<string, (int Now, int Most)> _concurrency = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The requests whose answers have ended, in the order in which they ended.</summary>
    public IReadOnlyList<LoggedRequest> Entries => [.. _entries];

    /// <summary>The most requests that were under way at once to a host (its name, without a port).</summary>
    public int MaxConcurrency(string host)
    {
        lock (_concurrency)
            return _concurrency.GetValueOrDefault(host).Most;
    }

    /// <summary>Requests that have come to a host and whose answers have not ended.</summary>
    public int UnderWay(string host)
    {
        lock (_concurrency)
            return _concurrency.GetValueOrDefault(host).Now;
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

    internal void Begin(string host)
    {
        lock (_concurrency)
        {
            var (now, most) = _concurrency.GetValueOrDefault(host);
            _concurrency[host] = (now + 1, Math.Max(most, now + 1));
        }
    }

    internal void End(string host, LoggedRequest request)
    {
        lock (_concurrency)
        {
            var (now, most) = _concurrency[host];
            _concurrency[host] = (now - 1, most);
        }

        _entries.Enqueue(request);
        while (_entries.Count > Kept)
            _entries.TryDequeue(out _);
    }
}
