using System.Data.Common;
using ConnectWizard.Storage.PostgreSql;
using Npgsql;

namespace ConnectWizard.Storage;

/// <summary>A store in PostgreSQL: a database on the run's server.</summary>
internal sealed class StoreServer : StorePlace
{
    private readonly string _database = $"wizard_{Guid.NewGuid():N}";

    public StoreServer()
    {
        Access = new NpgsqlConnectionStringBuilder(PostgreSqlCluster.User.ConnectionString) { Database = _database };
        PostgreSqlCluster.Administer($"CREATE DATABASE {_database} OWNER {Access.Username}");
    }

    /// <summary>How the product gets in; a test may spoil it.</summary>
    public NpgsqlConnectionStringBuilder Access { get; }

    public override string Name => $"{_database} on {Access.Host}";

    protected override StoreProvider Provider => StoreProvider.PostgreSql;

    protected override string SelectColumns =>
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position";

    protected override string ConnectionString => Access.ConnectionString;

    public override void CopyFrom(StorePlace other)
    {
        PostgreSqlCluster.Administer($"DROP DATABASE {_database}");
        PostgreSqlCluster.Administer($"CREATE DATABASE {_database} TEMPLATE {((StoreServer)other)._database} OWNER {Access.Username}");
    }

    public override void Break(string table) => Sql($"ALTER TABLE {table} ADD CONSTRAINT broken CHECK (false)");

    public override void Dispose()
    {
        PostgreSqlCluster.Administer($"DROP DATABASE {_database} WITH (FORCE)");
        base.Dispose();
    }

    protected override DbConnection Open()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
