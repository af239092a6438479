using ConnectWizard.Startup;
using ConnectWizard.Storage.PostgreSql;
using ConnectWizard.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage;

/// <summary>Where records are kept: the section <c>Store</c>.</summary>
public sealed class StoreOptions
{
    public const string Section = "Store";

    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>Of Microsoft.Data.Sqlite or Npgsql; empty means <see cref="UserFolders.DefaultDatabase"/>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The demo's own store: one that can't be opened is moved aside and made new.</summary>
    public bool IsDemo { get; set; }
}

public enum StoreProvider
{
    Sqlite,
    PostgreSql,
}

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

/// <summary>The default files: records among the user's data, the key among the settings, so that a copy of one doesn't contain the other.</summary>
internal static class UserFolders
{
    private const string Product = "ConnectWizard";

    /// <summary>Empty where the user has no such folder.</summary>
    public static string DefaultDatabase => In(Environment.SpecialFolder.LocalApplicationData, "connectwizard.db");

    /// <summary>Empty where the user has no such folder.</summary>
    public static string DefaultKeyFile => In(Environment.SpecialFolder.ApplicationData, "key");

    // DoNotVerify: a folder that is not there yet is made later, not reported as "".
    private static string In(Environment.SpecialFolder folder, string file) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path
            ? Path.Combine(path, Product, file)
            : "";
}
