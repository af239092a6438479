using System.Globalization;
using System.Net;
using AzureDevOpsEmulator;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>A <see cref="ProductServer"/> that knows the way to an emulator.</summary>
internal sealed class Product(ChildProcess process) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(2) };

    public Uri Address => process.Address;

    public static async Task<Product> StartAsync(Emulator emulator)
    {
        var routes = emulator.Endpoints.SelectMany((endpoint, number) => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"--Network:ConnectTo:{number}"),
            string.Create(CultureInfo.InvariantCulture, $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target.Address}:{endpoint.Target.Port}"),
        });
        var token = emulator.Tokens.Single(one => one.Name == "full").Value;
        return new Product(await ChildProcess.StartAsync(
            ["serve-product", .. routes, "--Network:TrustedCertificates:0", emulator.CertificateAuthorityFile], (ProductServer.TokenVariable, token)));
    }

    public Task<string> AskAsync(string path) => _http.GetStringAsync(path);

    /// <summary>The bytes that are alive in it.</summary>
    public async Task<double> ReadHeapAsync() => double.Parse(await AskAsync(ProductServer.Heap), CultureInfo.InvariantCulture);

    /// <summary>A page of the wizard that is due for the browser with these cookies.</summary>
    public async Task<Uri> MakeDraftAsync(CookieContainer cookies, string step)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = cookies };
        using var browser = new HttpClient(handler) { BaseAddress = process.Address };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        (await browser.GetAsync("/")).Dispose();
        return new Uri(process.Address, await browser.GetStringAsync($"{ProductServer.Draft}?step={step}"));
    }

    /// <summary>Makes one more connection with a build profile; each has an account of its own.</summary>
    public async Task ConnectAsync()
    {
        using var browser = new HttpClient { BaseAddress = process.Address };
        (await browser.GetAsync(ProductServer.Connect)).EnsureSuccessStatusCode().Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await process.DisposeAsync();
    }
}
