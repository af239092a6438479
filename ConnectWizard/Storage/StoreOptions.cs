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
