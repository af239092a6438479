using System.Diagnostics;
using System.Globalization;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectWizard.Benchmarks.Receiving;

/// <summary>Deliveries of webhooks, each on the disk before it is answered, against an insert and a transaction for each in the same store.</summary>
internal sealed class DeliveryBenchmark : IBenchmark
{
    private const int Senders = 50;
    private const int Deliveries = 5_000;
    private const int Rounds = 3;

    public string Name => "deliveries";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("connectwizard-bench-");
        using var host = HostIn(folder.FullName);
        await host.StartAsync();
        var store = host.Services.GetRequiredService<IDeliveryStore>();
        var intake = host.Services.GetRequiredService<DeliveryBuffer>();
        List<(double Rate, double Slowest)> bare = [], together = [];
        for (var round = -1; round < Rounds; round++)
        {
            var (floor, figure) = (
                await MeasureAsync(delivery => store.AddAsync([delivery], CancellationToken.None)),
                await MeasureAsync(delivery => intake.StoreAsync(delivery, CancellationToken.None)));
            if (round >= 0)
            {
                bare.Add(floor);
                together.Add(figure);
            }
        }

        await host.StopAsync();
        folder.Delete(recursive: true);
        yield return RowOf($"Durable deliveries a second from {Senders} senders, against an insert for each", "/s", bare, together, one => one.Rate);
        yield return RowOf($"A durable delivery, p99 with {Senders} senders, against an insert for each", " ms", bare, together, one => one.Slowest);
    }

    private static Row RowOf(
        string what, string unit, List<(double Rate, double Slowest)> bare, List<(double Rate, double Slowest)> together, Func<(double Rate, double Slowest), double> figure)
    {
        var (floor, ours) = (Figures.Median(bare.Select(figure)), Figures.Median(together.Select(figure)));
        return new Row(what, Text(ours), Text(floor), Figures.Ratio(ours / floor), "", null);

        string Text(double value) => value.ToString("N0", CultureInfo.InvariantCulture) + unit;
    }

    /// <returns>Deliveries a second, and the milliseconds that 99 % of them did not exceed.</returns>
    private static async Task<(double Rate, double Slowest)> MeasureAsync(Func<Delivery, Task> keep)
    {
        var waits = new double[Deliveries];
        var took = await Figures.TimeAsync(() => Parallel.ForAsync(
            0, Deliveries, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (number, _) =>
            {
                var started = Stopwatch.GetTimestamp();
                await keep(NewDelivery());
                waits[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }));
        return (Deliveries / took * 1000, Figures.Percentile(waits, 99));
    }

    private static Delivery NewDelivery() => new(
        Guid.CreateVersion7(), WorkspaceId.Default, HookId.New(), Guid.NewGuid(), ConnectionId.New(), Guid.NewGuid(),
        new RepositoryEvent { Kind = "git.push", At = DateTimeOffset.UtcNow });

    private static IHost HostIn(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Store:ConnectionString"] = $"Data Source={Path.Combine(folder, "bench.db")}",
            ["Secrets:KeyFile"] = Path.Combine(folder, "key"),
        });
        builder.Services.AddStorage();
        builder.Services.AddWorkers().AddSingleton<DeliveryBuffer>().AddHostedService(provider => provider.GetRequiredService<DeliveryBuffer>());
        return builder.Build();
    }
}
