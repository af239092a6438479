using Microsoft.Data.Sqlite;

namespace ConnectWizard.Storage.Sqlite;

/// <summary>Reads <c>Store:ConnectionString</c>; empty means the default file.</summary>
internal static class SqliteConnectionText
{
    public static SqliteConnectionStringBuilder Read(string text)
    {
        var settings = new SqliteConnectionStringBuilder(text) { ForeignKeys = true };
        if (text.Length == 0)
            settings.DataSource = UserFolders.DefaultDatabase;
        return settings;
    }

    public static string? Fault(string text)
    {
        if (text.Length == 0)
        {
            return UserFolders.DefaultDatabase.Length > 0
                ? null
                : "this user has no folder for local application data, so name a file: Data Source=/path/connectwizard.db";
        }

        try
        {
            return new SqliteConnectionStringBuilder(text) switch
            {
                { DataSource: "" } => "no file is named; write Data Source=/path/connectwizard.db",
                { DataSource: ":memory:" } or { Mode: SqliteOpenMode.Memory } =>
                    "a database in memory would be another one for each operation; name a file.",
                { Mode: SqliteOpenMode.ReadOnly } => "a read-only database cannot keep anything; leave Mode out.",
                _ => null,
            };
        }
        catch (ArgumentException e)
        {
            return $"not a connection string of Microsoft.Data.Sqlite ({e.Message.TrimEnd('.')}).";
        }
    }
}
