using ConnectWizard.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage;

/// <summary>Finds every fault of the section <c>Store</c>.</summary>
internal sealed class ValidateStoreOptions : IValidateOptions<StoreOptions>
{
    public ValidateOptionsResult Validate(string? name, StoreOptions options) => Faults(options).ToList().ToResult();

    private static IEnumerable<string> Faults(StoreOptions options)
    {
        if (options.Provider == StoreProvider.PostgreSql)
            yield return "Store:Provider: PostgreSql is not supported yet; use Sqlite.";
        else if (!Enum.IsDefined(options.Provider))
            yield return "Store:Provider: unknown database; use Sqlite.";
        else if (SqliteFault(options.ConnectionString) is { } fault)
            yield return $"Store:ConnectionString: {fault}";
    }

    private static string? SqliteFault(string text)
    {
        if (text.Length == 0)
            return UserFolders.DefaultDatabase.Length > 0
                ? null
                : "this user has no folder for local application data, so name a file: Data Source=/path/connectwizard.db";

        try
        {
            var settings = new SqliteConnectionStringBuilder(text);
            return settings switch
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
