using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(ConnectWizard.Browser.BrowserFixture))]

namespace ConnectWizard.Browser;

/// <summary>
/// One Chromium and one product for all browser tests that do not restart it. <c>APP_URL</c> runs them against an installation that is up
/// already, <c>HEADED=1</c> with a window, <c>CHROMIUM</c> names another browser binary.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP *.example.com 127.0.0.1"];

    /// <summary>Chromium without the parts for a window.</summary>
    private const string HeadlessShell = "/usr/bin/chromium-headless-shell";

    private static readonly bool IsHeaded = Environment.GetEnvironmentVariable("HEADED") == "1";

    private readonly SemaphoreSlim _once = new(1, 1);
    private readonly Dictionary<Type, ProductProcess> _ofClasses = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ProductProcess? _product;

    /// <summary>Starts the product and the browser at the first test that asks, so that a run without browser tests starts neither.</summary>
    internal async Task<IBrowser> OpenBrowserAsync()
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            // As long as an action's: how fast it is on a busy machine is the benchmarks' matter.
            Assertions.SetDefaultExpectTimeout(15_000);
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? (IsHeaded || !File.Exists(HeadlessShell) ? "/usr/bin/chromium" : HeadlessShell),
                Headless = !IsHeaded,
                Args = Arguments,
            });
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>The shared product, or the one that <c>APP_URL</c> names.</summary>
    internal async Task<Uri> GetUrlAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 } url)
            return new Uri(url);

        await _once.WaitAsync(cancellationToken);
        try
        {
            _product ??= await ProductProcess.StartAsync(null, 0, null, cancellationToken);
            return _product.Url;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>The product that the tests of one class share, started at the first that asks.</summary>
    internal async Task<ProductProcess> GetProductAsync(Type tests, Func<Task<ProductProcess>> startAsync, CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken);
        try
        {
            return _ofClasses.TryGetValue(tests, out var started) ? started : _ofClasses[tests] = await startAsync();
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>The shared product itself, for what is searched in its log and files; null when it is somebody else's.</summary>
    internal ProductProcess? Product => _product;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();

        _playwright?.Dispose();
        if (_product is not null)
            await _product.DisposeAsync();

        foreach (var product in _ofClasses.Values)
            await product.DisposeAsync();

        _once.Dispose();
    }
}
