using System.Globalization;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectWizard.Benchmarks.Listing;

/// <summary>100,000 repositories over loopback, into the list that all circuits share.</summary>
internal sealed class ListingBenchmark : IBenchmark
{
    private const int Rounds = 15;
    private static readonly Secret Token = new(new string('t', 52));

    public string Name => "listing";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        await using var server = await ChildProcess.StartAsync(["serve-listing"]);
        await using var services = Services();
        using var client = new HttpClient();
        var skipping = await Figures.CompareAsync(Rounds, () => Floors.SkipAsync(client, Whole(ListingServer.Collection)), () => ReadWhole(ListingServer.Collection));
        yield return Against("100,000 repositories, whole, against skipping through the same bytes", skipping[1], skipping[0], aim: null);
        var mixed = await Figures.CompareAsync(Rounds, () => Floors.SkipAsync(client, Whole(ListingServer.Mixed)), () => ReadWhole(ListingServer.Mixed));
        yield return Against("The same where no two neighbours are of one project", mixed[1], mixed[0], aim: null);
        var objects = await Figures.CompareAsync(Rounds, () => Floors.DeserializeAsync(client, Whole(ListingServer.Collection)), () => ReadWhole(ListingServer.Collection));
        yield return Against("100,000 repositories, whole, against a list of objects", objects[1], objects[0], 1);
        yield return await FirstRowsAsync(services, client, server.Address);
        await foreach (var row in MemoryAsync(services, TargetAt(server.Address, ListingServer.Collection)))
            yield return row;

        Uri Whole(string collection) => new(server.Address, $"{collection}/_apis/git/repositories");
        Task ReadWhole(string collection) => ReadAsync(services, TargetAt(server.Address, collection));
    }

    private static Row Against(string what, double figure, double floor, double? aim) => new(
        what, Figures.Milliseconds(figure), Figures.Milliseconds(floor), Figures.Ratio(figure / floor),
        aim is { } most ? "≤ " + Figures.Ratio(most) : "", aim is null ? null : figure / floor <= aim);

    /// <summary>The server holds the rest back: what is shown then came from the first bytes alone.</summary>
    private static async Task<Row> FirstRowsAsync(ServiceProvider services, HttpClient client, Uri server)
    {
        var figures = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var catalog = NewCatalog(services);
            var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            RepositoryWatch? watch = null;
            figures.Add(await Figures.TimeAsync(async () =>
            {
                watch = catalog.Watch(new RepositorySource(CredentialId.New(), TargetAt(server, ListingServer.Paused)), Token, () => there.TrySetResult());
                while (watch.Snapshot.Count < 50)
                    await there.Task.WaitAsync(TimeSpan.FromSeconds(10));
            }));
            watch!.Dispose();
        }

        var floor = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            floor.Add(await Figures.TimeAsync(async () =>
            {
                using var response = await client.GetAsync(new Uri(server, $"{ListingServer.Paused}/_apis/git/repositories"), HttpCompletionOption.ResponseHeadersRead);
                await using var body = await response.Content.ReadAsStreamAsync();
                var buffer = new byte[40_000];
                _ = await body.ReadAtLeastAsync(buffer, buffer.Length);
            }));
        }

        var (figure, bytes) = (Figures.Median(figures), Figures.Median(floor));
        return new Row("First 50 rows while the server holds the rest back, against their bytes", Figures.Milliseconds(figure), Figures.Milliseconds(bytes), Figures.Ratio(figure / bytes), "as soon as their bytes are there", null);
    }

    private static async IAsyncEnumerable<Row> MemoryAsync(ServiceProvider services, ServerTarget target)
    {
        var catalog = NewCatalog(services);
        var source = new RepositorySource(CredentialId.New(), target);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var watch = await ReadAsync(catalog, source);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var each = held / (double)watch.Snapshot.Count;
        yield return new Row("Retained for a repository", each.ToString("0.0", CultureInfo.InvariantCulture) + " bytes", "16 for its id", Figures.Ratio(each / 16), "< 100 bytes", each < 100);

        yield return await FilterBenchmark.RunAsync(watch.Snapshot);

        const int Circuits = 100;
        before = GC.GetTotalMemory(forceFullCollection: true);
        var more = Enumerable.Range(0, Circuits).Select(_ => catalog.Watch(source, Token, static () => { })).ToList();
        var circuit = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Circuits;
        more.ForEach(one => one.Dispose());
        yield return new Row("Retained for a further circuit on the same list", circuit.ToString("0", CultureInfo.InvariantCulture) + " bytes", $"{held / 1024:N0} KB for the list", Figures.Ratio(circuit / held), "nothing that grows with the list", circuit < 1024);
    }

    private static async Task ReadAsync(ServiceProvider services, ServerTarget target)
    {
        using var watch = await ReadAsync(NewCatalog(services), new RepositorySource(CredentialId.New(), target));
        if (watch.Snapshot.Count != ListingBytes.Repositories)
            throw new InvalidOperationException($"{watch.Snapshot.Count} repositories; {watch.Snapshot.Problem?.Code}");
    }

    private static async Task<RepositoryWatch> ReadAsync(RepositoryCatalog catalog, RepositorySource source)
    {
        using var changed = new SemaphoreSlim(0);
        var watch = catalog.Watch(source, Token, () => changed.Release());
        while (!watch.Snapshot.IsComplete && watch.Snapshot.Problem is null)
            await changed.WaitAsync(TimeSpan.FromMinutes(1));
        return watch;
    }

    private static RepositoryCatalog NewCatalog(ServiceProvider services) => ActivatorUtilities.CreateInstance<RepositoryCatalog>(services);

    private static ServerTarget TargetAt(Uri server, string collection) => new(new ServerAddress(server.Scheme, server.Host, server.Port, ""), collection);

    private static ServiceProvider Services()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["Network:AllowedNetworks:0"] = "127.0.0.0/8" }).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddSingleton(TimeProvider.System)
            .AddAzureDevOps().AddRepositories().BuildServiceProvider();
    }
}
