using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace ConnectWizard.Storage;

/// <summary>The real store over a real database of its own, started as the product starts it.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly IHost _host;

    private TestStore(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IDraftStore Drafts => Services.GetRequiredService<IDraftStore>();

    public ICloudAccounts Accounts => Services.GetRequiredService<ICloudAccounts>();

    public IAccountStore AccountTokens => Services.GetRequiredService<IAccountStore>();

    public ICredentialStore Credentials => Services.GetRequiredService<ICredentialStore>();

    public IConnectionStore Connections => Services.GetRequiredService<IConnectionStore>();

    public IProfileStore Profiles => Services.GetRequiredService<IProfileStore>();

    /// <summary>Starts over <paramref name="place"/>; the caller deletes it.</summary>
    /// <param name="hasOwnClock">The database has its own clock, as in production; else <paramref name="time"/> is its clock too.</param>
    public static async Task<TestStore> StartAsync(
        StorePlace place, CancellationToken cancellationToken, TimeProvider? time = null, ILoggerProvider? logs = null, string? keyFile = null,
        IAccountTokens? tokens = null, IEnumerable<KeyValuePair<string, string?>>? settings = null, bool hasOwnClock = false,
        Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(place.Settings(keyFile)).AddInMemoryCollection(settings);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        if (time is not null && !hasOwnClock)
            builder.Services.AddSingleton<DatabaseClock>(provider => new TestClock(provider.GetRequiredService<IDialect>(), time));
        if (logs is not null)
            builder.Logging.AddProvider(logs);
        builder.Services.AddSingleton(Samples.Cloud).AddSingleton(tokens ?? Substitute.For<IAccountTokens>());
        builder.Services.AddStorage();
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new TestStore(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}

/// <summary>The database's clock goes with a test's.</summary>
internal sealed class TestClock(IDialect dialect, TimeProvider time) : DatabaseClock(dialect)
{
    public override Task<DateTimeOffset> ReadAsync(DbSession session) => Task.FromResult(time.GetUtcNow());
}
