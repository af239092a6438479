namespace ConnectWizard.Connections;

/// <summary>One line in the log for each change that a person makes of a connection or a profile, with who made it. No secret.</summary>
public sealed partial class ChangeLog(ILogger<ChangeLog> logger)
{
    public void Connection(Actor actor, Change change, ConnectionId id, string name) => Connection(VerbOf(change), id, name, BrowserOf(actor));

    /// <summary>A connection has another credential from now on, and may be another account's.</summary>
    public void Replaced(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Replaced(connection.Id, connection.Name, connection.Facts.AccountName);
    }

    public void Profile(Actor actor, Change change, Guid id, string name) => Profile(VerbOf(change), id, name, BrowserOf(actor));

    /// <summary>Enough of the cookie's hash to tell browsers apart.</summary>
    private static string BrowserOf(Actor actor) => actor.Owner.Value is { Length: > 8 } owner ? owner[..8] : actor.Owner.Value;

    private static string VerbOf(Change change) => change switch
    {
        Change.Created => "Created",
        Change.Renamed => "Renamed",
        Change.Expiry => "Changed when the credential ends of",
        Change.Triggers => "Changed the triggers of",
        Change.AdministratorLink => "Created an administrator link for",
        Change.Deleted => "Deleted",
    };

    [LoggerMessage(5001, LogLevel.Information, "{Verb} connection {Id} ({Name}), by browser {Browser}")]
    private partial void Connection(string verb, ConnectionId id, string name, string browser);

    [LoggerMessage(5002, LogLevel.Information, "Replaced the credential of connection {Id} ({Name}), by account {Account}")]
    private partial void Replaced(ConnectionId id, string name, string account);

    [LoggerMessage(5003, LogLevel.Information, "{Verb} profile {Id} ({Name}), by browser {Browser}")]
    private partial void Profile(string verb, Guid id, string name, string browser);
}

/// <summary>What a person changed.</summary>
public enum Change
{
    Created,
    Renamed,
    Expiry,
    Triggers,
    AdministratorLink,
    Deleted,
}
