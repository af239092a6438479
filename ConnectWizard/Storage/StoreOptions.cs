namespace ConnectWizard.Storage;

/// <summary>Where records are kept: the section <c>Store</c>.</summary>
public sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary>Which database.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>An ADO.NET connection string; empty means the default file, <see cref="UserFolders.DefaultDatabase"/>.</summary>
    public string ConnectionString { get; set; } = "";
}

/// <summary>The databases that records can rest in.</summary>
public enum StoreProvider
{
    /// <summary>A file beside the process: one node.</summary>
    Sqlite,

    /// <summary>Shared by many nodes. Not there yet: asking for it is refused at start.</summary>
    PostgreSql,
}
