using ConnectWizard.Startup;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConnectWizard.Storage.Sqlite;

/// <summary>Copies a SQLite store, at one moment and whole, while products use it. The key is not in the copy.</summary>
internal static class SqliteBackup
{
    /// <param name="file">A new file.</param>
    /// <returns>The database that was copied.</returns>
    /// <exception cref="StartupException">There is nothing to copy, or the file can't be written.</exception>
    public static string Copy(StoreOptions options, string file)
    {
        if (options.Provider != StoreProvider.Sqlite)
            throw new StartupException("backup: the store is in PostgreSQL; copy it with pg_dump.");
        var settings = SqliteConnectionText.Read(options.ConnectionString);
        (settings.Mode, settings.Pooling) = (SqliteOpenMode.ReadWrite, false);
        if (!File.Exists(settings.DataSource))
            throw new StartupException($"backup: there is no database {settings.DataSource}; Store:ConnectionString names it.");
        if (File.Exists(file))
            throw new StartupException($"backup: {file} exists already; name a new file.");
        try
        {
            Copy(settings.ConnectionString, file);
            return settings.DataSource;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StartupException($"backup: {settings.DataSource} could not be copied to {file} ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    private static void Copy(string connectionString, string file)
    {
        // Ours from its first moment: an empty file is taken as a new one.
        PrivateFiles.CreateNew(file).Dispose();
        try
        {
            SQLitePCL.Batteries.Init();
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {Database.BusyMilliseconds}");
            connection.Execute("VACUUM INTO @File", new { File = Path.GetFullPath(file) });
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }
}
