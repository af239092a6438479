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
