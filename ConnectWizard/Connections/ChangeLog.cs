namespace ConnectWizard.Connections;

/// <summary>Where features report what was done: one line in the log and one entry in the audit trail. No secret.</summary>
public sealed partial class ChangeLog(IAuditTrail trail, ILogger<ChangeLog> logger)
{
    /// <summary>
    /// After the action. It has no cancellation token: what was done is recorded even if the page has been left. An entry that can't be stored
    /// doesn't undo the action.
    /// </summary>
    public async Task RecordAsync(AuditEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var (subject, who) = (SubjectOf(happened), WhoOf(happened));
        if (happened.Problem is { } problem)
            Refused(happened.Action, subject, who, ProblemCatalog.Name(problem));
        else
            Done(happened.Action, subject, who);
        try
        {
            await trail.AppendAsync(happened, CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            NotAppended(happened.Action, subject, who, e);
        }
    }

    /// <summary>A connection has another credential, and with it perhaps another end.</summary>
    public async Task RecordReplacementAsync(Connection before, Connection after, Actor? by)
    {
        await RecordAsync(AuditEvent.Of(AuditAction.CredentialReplaced, after, by) with { Account = after.Facts.AccountName, Detail = $"{before.Facts.AccountName} → {after.Facts.AccountName}" });
        await RecordExpiryAsync(before, after, by);
    }

    /// <summary>Nothing where the end is the same, or is one that each use of a sign-in puts off.</summary>
    public Task RecordExpiryAsync(Connection before, Connection after, Actor? by)
    {
        var (old, now) = (EndOf(before), EndOf(after));
        return old == now ? Task.CompletedTask : RecordAsync(AuditEvent.Of(AuditAction.CredentialExpiryChanged, after, by) with { Detail = $"{old} → {now}" });
    }

    private static string EndOf(Connection connection) => connection.Expiry is { Source: not ExpirySource.SignIn } end
        ? end.IsoDayIn(zone: null)
        : "no known end";

    private static string SubjectOf(AuditEvent happened) => happened switch
    {
        { Profile: { } profile } => $"profile {profile} ({happened.ProfileName})",
        { Connection: { } connection } => $"connection {connection} ({happened.ConnectionName})",
        _ => "account",
    };

    private static string WhoOf(AuditEvent happened) => happened switch
    {
        { By: { } actor } => $"browser {actor.Browser}",
        { Account: { } account } => $"account {account}",
        _ => "ConnectWizard",
    };

    [LoggerMessage(5001, LogLevel.Information, "{Action}: {Subject}, by {Who}")]
    private partial void Done(AuditAction action, string subject, string who);

    [LoggerMessage(5002, LogLevel.Information, "{Action} refused: {Subject}, by {Who}: {Problem}")]
    private partial void Refused(AuditAction action, string subject, string who, string problem);

    [LoggerMessage(5003, LogLevel.Error, "{Action}: {Subject}, by {Who}, is missing from the audit trail")]
    private partial void NotAppended(AuditAction action, string subject, string who, Exception exception);
}
