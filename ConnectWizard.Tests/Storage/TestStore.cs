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
    public static async Task<TestStore> StartAsync(
        StorePlace place, CancellationToken cancellationToken, TimeProvider? time = null, ILoggerProvider? logs = null, string? keyFile = null,
        IAccountTokens? tokens = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(place.Settings(keyFile)).AddInMemoryCollection(settings);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        if (logs is not null)
            builder.Logging.AddProvider(logs);
        builder.Services.AddSingleton(Samples.Cloud).AddSingleton(tokens ?? Substitute.For<IAccountTokens>());
        builder.Services.AddStorage();
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
