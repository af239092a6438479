using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectWizard.Connections;

/// <summary>The database can't be used at present, and nothing was stored. It is tried again by whoever asked; what failed is in the log once.</summary>
public sealed class StoreUnavailableException : DbException
{
    public StoreUnavailableException(ProblemCode code, Exception innerException)
        : base($"{ProblemCatalog.Name(code)}: {innerException?.Message}", innerException) => Problem = new Problem(code) { RetryAfter = RetryInterval };

    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How soon it is worth another try.</summary>
    public static TimeSpan RetryInterval { get; } = TimeSpan.FromSeconds(3);

    public Problem Problem { get; } = new(ProblemCode.DatabaseUnavailable);

    /// <returns>Null when <paramref name="exception"/> has another reason.</returns>
    public static StoreUnavailableException? Find(Exception? exception) => exception switch
    {
        null => null,
        StoreUnavailableException found => found,
        AggregateException several => several.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        _ => Find(exception.InnerException),
    };
}

/// <summary>The store can be asked whether it is there.</summary>
public interface IStoreProbe
{
    Task<bool> IsAvailableAsync(CancellationToken cancellationToken);
}

public static class OutageLogging
{
    /// <summary>Logs nothing where the reason is an outage of the store, which has a line of its own.</summary>
    public static ILogger ExceptOutage(this ILogger logger, Exception exception) =>
        StoreUnavailableException.Find(exception) is null ? logger : NullLogger.Instance;
}
