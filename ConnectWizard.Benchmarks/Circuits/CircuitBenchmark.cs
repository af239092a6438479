using System.Globalization;
using System.Net;
using AzureDevOpsEmulator;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>What a circuit on a page of the wizard keeps alive, against a blank page in the same process.</summary>
internal sealed class CircuitBenchmark : IBenchmark
{
    /// <summary>Nothing more is rendered: the page stands.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);
    private const int Circuits = 500;
    private const int Connections = 50;
    private const double Aim = 4;

    public string Name => "circuits";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorSettings(), CancellationToken.None);
        await using var product = await Product.StartAsync(emulator);
        var blank = new Uri(await product.AskAsync(ProductServer.Blank));
        var floor = await MeasureAsync(product, (_, _) => Task.FromResult(blank));
        foreach (var (step, name) in new[] { ("server", "server step"), ("check", "check, ended"), ("repository", "picker, list complete") })
            yield return Against(name, await MeasureAsync(product, (client, _) => product.MakeDraftAsync(client, step)), floor);

        for (var number = 0; number < Connections; number++)
            await product.ConnectAsync();
        yield return Against($"dashboard with {Connections} connections", await MeasureAsync(product, (_, _) => Task.FromResult(product.Address)), floor);
    }

    private static Row Against(string page, double figure, double floor) => new(
        $"Live heap of a circuit, {page}, {Circuits} headless circuits, against a blank page", Kilobytes(figure), Kilobytes(floor),
        Figures.Ratio(figure / floor), "< " + Figures.Ratio(Aim), figure / floor < Aim);

    private static async Task<double> MeasureAsync(Product product, Func<CookieContainer, int, Task<Uri>> page)
    {
        // What the first crowd of a kind loads for all is not theirs: code, texts, and the buffers that the server keeps for the next ones.
        await using (await OpenAsync(page))
        {
        }

        var before = await HeapAsync(product);
        await using var circuits = await OpenAsync(page);
        return (await HeapAsync(product) - before) / Circuits;
    }

    private static async Task<Crowd> OpenAsync(Func<CookieContainer, int, Task<Uri>> page)
    {
        var crowd = new Crowd();
        for (var number = 0; number < Circuits; number++)
        {
            var cookies = new CookieContainer();
            crowd.Add(await CircuitClient.OpenAsync(await page(cookies, number), cookies));
        }

        await crowd.SettleAsync(Settled);
        return crowd;
    }

    private static async Task<double> HeapAsync(Product product)
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        return await product.ReadHeapAsync();
    }

    private static string Kilobytes(double bytes) => (bytes / 1024).ToString("0", CultureInfo.InvariantCulture) + " KB";

    private sealed class Crowd : IAsyncDisposable
    {
        private readonly List<CircuitClient> _clients = [];

        public void Add(CircuitClient client) => _clients.Add(client);

        public async Task SettleAsync(TimeSpan quiet)
        {
            while (_clients.Exists(client => client.Quiet < quiet))
                await Task.Delay(200);
        }

        public async ValueTask DisposeAsync() => await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
    }
}
