using ConnectWizard.Startup;
using ConnectWizard.Storage.PostgreSql;
using ConnectWizard.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage;

internal sealed class ValidateStoreOptions : IValidateOptions<StoreOptions>
{
    public ValidateOptionsResult Validate(string? name, StoreOptions options) => Faults(options).ToList().ToResult();

    private static IEnumerable<string> Faults(StoreOptions options)
    {
        if (!Enum.IsDefined(options.Provider))
            yield return "Store:Provider: unknown database; use Sqlite or PostgreSql.";
        else if (ConnectionFault(options) is { } fault)
            yield return $"Store:ConnectionString: {fault}";
    }

    private static string? ConnectionFault(StoreOptions options) => options.Provider switch
    {
        StoreProvider.Sqlite => SqliteConnectionText.Fault(options.ConnectionString),
        StoreProvider.PostgreSql => PostgreSqlConnectionText.Fault(options.ConnectionString),
    };
}
