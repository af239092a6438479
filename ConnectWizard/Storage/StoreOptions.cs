namespace ConnectWizard.Storage;

/// <summary>Where records are kept: the section <c>Store</c>.</summary>
public sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary>Which database.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>
    /// A connection string of Microsoft.Data.Sqlite or Npgsql; empty means the default file, <see cref="UserFolders.DefaultDatabase"/>.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The demo's own store: one that can't be opened is moved aside and made new.</summary>
    public bool IsDemo { get; set; }
}

/// <summary>The databases that records can rest in.</summary>
public enum StoreProvider
{
    /// <summary>A file beside the process: one node.</summary>
    Sqlite,

    /// <summary>A database on a server, shared by many nodes.</summary>
    PostgreSql,
}
