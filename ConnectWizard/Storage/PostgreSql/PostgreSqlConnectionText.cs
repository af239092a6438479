using Npgsql;

namespace ConnectWizard.Storage.PostgreSql;

/// <summary>Reads <c>Store:ConnectionString</c>. It has a password, so nothing of it goes into a message.</summary>
internal static class PostgreSqlConnectionText
{
    private const string Example = "Host=db.example;Database=connectwizard;Username=connectwizard;Password=…";

    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder(text)
        {
            // The details of an error are values of the row that failed, and errors are logged.
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        settings.ApplicationName ??= "ConnectWizard";
        return settings;
    }

    public static string? Fault(string text)
    {
        try
        {
            return Read(text) switch
            {
                { Host: null or "" } => $"no server is named; write {Example}",
                { Database: null or "" } => $"no database is named; write {Example}",
                _ => null,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Npgsql names the keyword that it does not know, and behind a semicolon in a password that is a part of the password.
            return $"not a connection string of Npgsql: a keyword or a value in it is unknown. Write {Example}, a value with a semicolon in quotes.";
        }
    }
}
