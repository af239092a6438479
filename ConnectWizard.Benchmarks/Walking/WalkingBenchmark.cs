using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using AzureDevOpsEmulator;
using ConnectWizard.Benchmarks.Circuits;

namespace ConnectWizard.Benchmarks.Walking;

/// <summary>People who walk the wizard at once: how long an event takes until its page is rendered, what they take of memory, and whether one is lost.</summary>
internal sealed class WalkingBenchmark : IBenchmark
{
    private const int People = 2_000;
    private const int Few = 20;
    private const int Rounds = 2;

    /// <summary>Between two events of one person.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public string Name => "walking";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorSettings(), CancellationToken.None);
        await using var product = await Product.StartAsync(emulator);
        // The first ones load what all have.
        await WalkAsync(product, Few, TimeSpan.Zero);
        var idle = await product.ReadHeapAsync();
        var floor = await WalkAsync(product, Few, Pause / 10);
        var crowd = await WalkAsync(product, People, Pause);
        var (figure, few) = (Figures.Percentile(crowd.Events, 95), Figures.Percentile(floor.Events, 95));
        var what = $"{People.ToString("N0", CultureInfo.InvariantCulture)} people in the wizard, an event each {Pause.TotalSeconds:0} s";
        yield return new Row($"{what}: p95 of {crowd.Events.Count.ToString("N0", CultureInfo.InvariantCulture)} events until rendered, against {Few} people",
            Figures.Milliseconds(figure), Figures.Milliseconds(few), Figures.Ratio(figure / few), "< 100 ms", figure < 100);
        yield return new Row($"{what}: live heap", Megabytes(crowd.Heap), Megabytes(idle) + " without them", Figures.Ratio(crowd.Heap / idle), "", null);
        yield return new Row($"{what}: circuits that were lost", crowd.Lost.ToString(CultureInfo.InvariantCulture), "0", "", "0", crowd.Lost == 0);
    }

    private static async Task<(IReadOnlyCollection<double> Events, int Lost, double Heap)> WalkAsync(Product product, int people, TimeSpan pause)
    {
        var (events, clients, lost) = (new ConcurrentBag<double>(), new ConcurrentBag<CircuitClient>(), 0);
        var walks = new List<Task>();
        for (var number = 0; number < people; number++)
        {
            var cookies = new CookieContainer();
            var page = await product.MakeDraftAsync(cookies, "repository");
            var client = await CircuitClient.OpenAsync(new Uri(page, "server"), cookies);
            clients.Add(client);
            walks.Add(WalkAsync(client, page, pause, events));
        }

        foreach (var walk in walks)
        {
            try
            {
                await walk;
            }
            catch (Exception exception) when (exception is TimeoutException or AggregateException or InvalidOperationException or System.Net.WebSockets.WebSocketException)
            {
                Console.Error.WriteLine(exception.Message);
                lost++;
            }
        }

        var heap = await product.ReadHeapAsync();
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        return (events, lost, heap);
    }

    /// <summary>From the form to the picker, a few keys in its search, and back.</summary>
    private static async Task WalkAsync(CircuitClient client, Uri picker, TimeSpan pause, ConcurrentBag<double> events)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await ActAsync(() => client.NavigateAsync(picker));
            foreach (var text in (string[])["g", "gu", "gui"])
                await ActAsync(() => client.TypeAsync(text));
            await ActAsync(() => client.NavigateAsync(new Uri(picker, "server")));
        }

        async Task ActAsync(Func<Task> act)
        {
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()));
            events.Add(await Figures.TimeAsync(act));
        }
    }

    private static string Megabytes(double bytes) => (bytes / 1024 / 1024).ToString("0", CultureInfo.InvariantCulture) + " MB";
}
