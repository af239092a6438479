using System.Buffers.Binary;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Workers;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Checks;

/// <summary>
/// Checks each connection once a day with the credential that it has: the check that people see, and each repository of its profiles by id. One
/// node checks a connection, and the checks are spread over the day.
/// </summary>
internal sealed class DailyCheck(
    IConnectionCheck check,
    RepositoryFollower follower,
    ConnectionService service,
    IConnectionStore connections,
    ICredentialStore credentials,
    IProfileStore profiles,
    LeaseRunner leases,
    WorkerLoop<DailyCheck> loop,
    IOptions<CheckOptions> options,
    ILogger<DailyCheck> logger) : BackgroundService
{
    /// <summary>Up to half as long again, so that nodes that start together spread out.</summary>
    private static readonly TimeSpan LoopInterval = TimeSpan.FromMinutes(1);

    /// <summary>After a check that came to no end.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromHours(1);

    /// <summary>Of the interval, so that what was due together doesn't stay together.</summary>
    private const double Jitter = 0.1;

    private readonly KeyedWorkQueue<ConnectionId> _queue = new(loop.Signal, (connection, failure) => DailyCheckLog.ConnectionFailed(logger.ExceptOutage(failure), connection, failure));

    public async Task StartDueAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in await connections.ListDueChecksAsync(SpreadOf, cancellationToken))
            _queue.Start(connection, cancellation => leases.TryRunAsync($"check:{connection}", TimeSpan.Zero, token => CheckAsync(connection, token), cancellation), cancellationToken);
    }

    public Task WaitUntilIdleAsync() => _queue.WaitUntilIdleAsync();

    public override void Dispose()
    {
        _queue.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Interval == TimeSpan.Zero)
            return;
        try
        {
            await loop.RunAsync(StartDueAsync, () => LoopInterval * (1 + (Random.Shared.NextDouble() / 2)), failure => DailyCheckLog.Failed(logger.ExceptOutage(failure), failure), stoppingToken);
        }
        finally
        {
            await WaitUntilIdleAsync();
        }
    }

    /// <summary>When a connection that was just made or resumed is checked first: a place of its own in the interval, and not at once.</summary>
    internal TimeSpan SpreadOf(ConnectionId connection)
    {
        var place = BinaryPrimitives.ReadUInt32BigEndian(connection.Value.ToByteArray(bigEndian: true).AsSpan(12)) / (double)uint.MaxValue;
        return options.Value.Interval * ((1 + (place * 23)) / 24);
    }

    private async Task CheckAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        if (await connections.TakeDueCheckAsync(id, RetryInterval, cancellationToken) is not { } connection)
            return;
        var used = await profiles.ListOfConnectionAsync(connection.Workspace, connection.Id, cancellationToken);
        var token = await credentials.OpenAsync(connection.Workspace, connection.Credential, connection.Target, cancellationToken);

        // By id, which a new name doesn't change.
        var preferred = used is [{ Repository: var first }, ..] ? first : null;
        var subject = CheckSubject.Of(connection.Target, token, preferred?.ProjectId.ToString("D"), preferred?.Id.ToString("D"));
        var result = await check.RunAsync(subject, _ => { }, cancellationToken);
        List<HealthNote> notes = [];
        if (result.Facts is { } facts)
            notes = [.. HealthNotes.Compare(connection.Facts, facts), .. await follower.FollowAsync(connection, token.Value!, used, cancellationToken)];
        var interval = options.Value.Interval * (1 + (((Random.Shared.NextDouble() * 2) - 1) * Jitter));
        var record = result.ToRecord() with { Credential = connection.Credential, Interval = interval, Notes = notes };
        await service.RecordCheckAsync(connection.Workspace, id, record, by: null, cancellationToken);
    }
}

internal static partial class DailyCheckLog
{
    [LoggerMessage(11, LogLevel.Error, "The daily check of connection {Connection} failed; next try within an hour")]
    public static partial void ConnectionFailed(ILogger logger, ConnectionId connection, Exception exception);

    [LoggerMessage(12, LogLevel.Error, "Daily checks failed; they continue at the next interval")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(13, LogLevel.Information, "A repository of connection {Connection} has another name now: {Change}")]
    public static partial void Renamed(ILogger logger, ConnectionId connection, string change);
}
