using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectWizard.Storage;

/// <summary>Kills a store before one of its statements or commits: from then on none is run.</summary>
internal sealed class StatementCrash
{
    private int _remaining = int.MaxValue;

    /// <param name="statements">How many are still run.</param>
    public void SetAfter(int statements) => _remaining = statements;

    public void Meet()
    {
        if (Interlocked.Decrement(ref _remaining) < 0)
            throw new CrashException();
    }

    public void AddTo(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IDialect));
        // Nobody else's statements are counted.
        foreach (var sweep in services.Where(service => service.ImplementationType?.IsAssignableTo(typeof(Sweep)) == true).ToList())
            services.Remove(sweep);
        services.AddSingleton<IDialect>(provider => new CrashingDialect((IDialect)real.ImplementationFactory!(provider), this));
    }
}

internal sealed class CrashingDialect(IDialect inner, StatementCrash crash) : IDialect
{
    public string Name => inner.Name;

    public string SelectNow => inner.SelectNow;

    public string CountTables => inner.CountTables;

    /// <summary>For the key ring alone.</summary>
    public DbConnection Open() => inner.Open();

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => new CrashingConnection(await inner.OpenAsync(cancellationToken), crash);

    public async ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        new CrashingTransaction(connection, await inner.BeginWriteAsync(((CrashingConnection)connection).Inner, cancellationToken), crash);

    public void ClearPool() => inner.ClearPool();

    public void Prepare() => inner.Prepare();

    public string Translate(string migration) => inner.Translate(migration);

    public string? Explain(Exception exception) => inner.Explain(exception);

    public ProblemCode? FindOutage(Exception exception) => inner.FindOutage(exception);

    public string? MoveAside(Exception? reason) => inner.MoveAside(reason);
}

internal sealed class CrashingTransaction(DbConnection connection, DbTransaction inner, StatementCrash crash) : DbTransaction
{
    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
        crash.Meet();
        inner.Commit();
    }

    public override void Rollback() => inner.Rollback();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

internal sealed class CrashingConnection(DbConnection inner, StatementCrash crash) : DbConnection
{
    public DbConnection Inner => inner;

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Close() => inner.Close();

    public override void Open() => inner.Open();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new CrashingTransaction(this, inner.BeginTransaction(isolationLevel), crash);

    protected override DbCommand CreateDbCommand() => new CrashingCommand(this, inner.CreateCommand(), crash);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

internal sealed class CrashingCommand(DbConnection connection, DbCommand inner, StatementCrash crash) : DbCommand
{
    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
        set => inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set { }
    }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => null;
        set => inner.Transaction = (value as CrashingTransaction)?.Inner ?? value;
    }

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override int ExecuteNonQuery()
    {
        crash.Meet();
        return inner.ExecuteNonQuery();
    }

    public override object? ExecuteScalar()
    {
        crash.Meet();
        return inner.ExecuteScalar();
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        crash.Meet();
        return inner.ExecuteReader(behavior);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
