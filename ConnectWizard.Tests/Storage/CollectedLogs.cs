using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConnectWizard.Storage;

/// <summary>Keeps every log line, and tells a test when one it waits for has been written.</summary>
internal sealed class CollectedLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentBag<(string Part, TaskCompletionSource Found)> _awaited = [];

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Ends when a line that contains <paramref name="part"/> is written from now on.</summary>
    public Task Next(string part)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Add((part, seen));
        return seen.Task;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel}: {formatter(state, exception)} {exception}";
        _lines.Enqueue(line);
        foreach (var (part, seen) in _awaited)
        {
            if (line.Contains(part, StringComparison.Ordinal))
                seen.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}
