using Npgsql;

namespace ConnectWizard.Storage.PostgreSql;

/// <summary>Reads <c>Store:ConnectionString</c> for <see cref="StoreProvider.PostgreSql"/>. What it says goes into no message: it has a password.</summary>
internal static class PostgreSqlConnectionText
{
    private const string Example = "Host=db.example;Database=connectwizard;Username=connectwizard;Password=…";

    /// <summary>The settings, those for pooling and time limits as the operator or Npgsql has them.</summary>
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

    /// <summary>Why it cannot work; null when it can.</summary>
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
