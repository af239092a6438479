using ConnectWizard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectWizard;

/// <summary>The real product on a free port of loopback, with a database and a key file of its own.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StoreFolder _folder;

    private RunningApp(WebApplication app, StoreFolder folder)
    {
        _app = app;
        _folder = folder;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>Keeps no cookies and follows nothing.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="settings">Configuration beyond the folder's.</param>
    /// <param name="configure">As of <see cref="ConnectWizardApp.BuildAsync"/>.</param>
    /// <param name="map">Adds endpoints.</param>
    /// <param name="arguments">The command line; null listens on a free port.</param>
    public static async Task<RunningApp> StartAsync(
        CancellationToken cancellationToken,
        IReadOnlyList<(string Key, string Value)>? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null,
        string[]? arguments = null)
    {
        var folder = new StoreFolder();
        var app = await ConnectWizardApp.BuildAsync(arguments ?? ["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(folder.Settings());
            foreach (var (key, value) in settings ?? [])
                builder.Configuration[key] = value;
            configure?.Invoke(builder);
        }, cancellationToken);
        map?.Invoke(app);
        await app.StartAsync(cancellationToken);
        return new RunningApp(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>One product for all tests of a class that change nothing in it.</summary>
public sealed class RunningAppFixture : IAsyncLifetime
{
    private RunningApp _app = null!;

    internal HttpClient Client => _app.Client;

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
