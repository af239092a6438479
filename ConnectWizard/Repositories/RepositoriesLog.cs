namespace ConnectWizard.Repositories;

internal static partial class RepositoriesLog
{
    [LoggerMessage(1, LogLevel.Information, "Listed {Count} repositories of {Collection}; complete: {IsComplete}")]
    public static partial void Listed(ILogger logger, Uri collection, int count, bool isComplete);

    [LoggerMessage(2, LogLevel.Debug, "Stopped listing the repositories of {Collection}: nobody waits any more")]
    public static partial void Abandoned(ILogger logger, Uri collection);

    [LoggerMessage(3, LogLevel.Error, "Listing the repositories of {Collection} broke")]
    public static partial void Failed(ILogger logger, Exception exception, Uri collection);

    [LoggerMessage(4, LogLevel.Error, "A watcher of the repositories of {Collection} failed")]
    public static partial void WatcherFailed(ILogger logger, Exception exception, Uri collection);
}
