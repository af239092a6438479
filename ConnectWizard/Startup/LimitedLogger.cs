using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Startup;

/// <summary>For lines that strangers can cause: of each event a few a minute are logged, and how many were left out.</summary>
public sealed class LimitedLogger<T>(ILogger<T> logger, TimeProvider time) : ILogger
{
    public const int MaxPerMinute = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<EventId, (DateTimeOffset Since, int Count)> _events = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var (isLogged, leftOut) = Count(eventId);
        if (leftOut > 0)
            LimitedLog.LeftOut(logger, leftOut, eventId.Id);
        if (isLogged)
            logger.Log(logLevel, eventId, state, exception, formatter);
    }

    private (bool IsLogged, int LeftOut) Count(EventId eventId)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var (since, count) = _events.GetValueOrDefault(eventId, (now, 0));
            if (now - since < Window)
            {
                _events[eventId] = (since, count + 1);
                return (count < MaxPerMinute, 0);
            }

            _events[eventId] = (now, 1);
            return (true, Math.Max(0, count - MaxPerMinute));
        }
    }
}

internal static partial class LimitedLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Count} more lines of event {Event} were left out")]
    public static partial void LeftOut(ILogger logger, int count, int @event);
}

public static class LimitedLoggerServices
{
    public static IServiceCollection AddLimitedLogger(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(typeof(LimitedLogger<>));
        return services;
    }
}
