using System.Globalization;
using AzureDevOpsEmulator;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectWizard.Benchmarks.Checking;

/// <summary>The check of a good server that is some way off, against the requests it sends, one after another with curl.</summary>
internal sealed class CheckingBenchmark : IBenchmark
{
    private const string Server = "https://fleet.spacetech.example";
    private const int Rounds = 7;
    private const double Aim = 1.2;

    public string Name => "checking";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        var scale = new EmulatedScale { Repositories = 200, Projects = 10, Delay = TimeSpan.FromMilliseconds(20) };
        await using var emulator = await Emulator.StartAsync(new EmulatorSettings { Scale = scale }, CancellationToken.None);
        var token = new Secret(emulator.Tokens.Single(one => one.Name == "full").Value);
        var (figures, floors, requests) = (new List<double>(), new List<double>(), 0);
        for (var round = -1; round < Rounds; round++)
        {
            emulator.Requests.Clear();
            var took = await CheckAsync(emulator, token);
            var sent = emulator.Requests.Entries;
            var floor = await CurlRun.TimeAsync(emulator, token, sent);
            if (round >= 0)
            {
                figures.Add(took);
                floors.Add(floor);
                requests = sent.Count;
            }
        }

        var (figure, sum) = (Figures.Median(figures), Figures.Median(floors));
        yield return new Row(
            $"Check of a good server 20 ms away, against its {requests.ToString(CultureInfo.InvariantCulture)} requests one after another with curl",
            Figures.Milliseconds(figure), Figures.Milliseconds(sum), Figures.Ratio(figure / sum), "≤ " + Figures.Ratio(Aim), figure / sum <= Aim);
    }

    /// <summary>With connections of its own each time, as curl has.</summary>
    private static async Task<double> CheckAsync(Emulator emulator, Secret token)
    {
        await using var services = Services(emulator);
        var check = services.GetRequiredService<IConnectionCheck>();
        CheckResult? result = null;
        var took = await Figures.TimeAsync(async () =>
            result = await check.RunAsync(new CheckSubject(ParsedTarget.Parse(Server, "Fleet"), token), _ => { }, CancellationToken.None));
        return result!.Passed ? took : throw new InvalidOperationException($"The check failed: {result.Failure!.Code}");
    }

    private static ServiceProvider Services(Emulator emulator)
    {
        var settings = emulator.Endpoints
            .Select((endpoint, index) => KeyValuePair.Create(
                string.Create(CultureInfo.InvariantCulture, $"Network:ConnectTo:{index}"),
                (string?)string.Create(CultureInfo.InvariantCulture, $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target.Address}:{endpoint.Target.Port}")))
            .Append(new("Network:TrustedCertificates:0", emulator.CertificateAuthorityFile));
        return new ServiceCollection().AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(new CheckPolicy(2020)).AddAzureDevOps().AddChecks().BuildServiceProvider();
    }
}
