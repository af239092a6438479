using System.Diagnostics;
using System.Globalization;
using System.Text;
using AzureDevOpsEmulator;
using ConnectWizard.Benchmarks.Circuits;

namespace ConnectWizard.Benchmarks.Cloning;

/// <summary>Build systems that clone at once through the Git proxy, against the same clones directly from the server.</summary>
internal sealed class CloningBenchmark : IBenchmark
{
    private const int Clones = 50;
    private const int Rounds = 3;

    public string Name => "cloning";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorSettings(), CancellationToken.None);
        await using var product = await Product.StartAsync(emulator);
        var folder = Directory.CreateTempSubdirectory("connectwizard-bench-");
        var (proxied, direct) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var (floor, figure) = (await CloneAsync(folder, _ => Task.FromResult(Direct(emulator))), await CloneAsync(folder, _ => ProxiedAsync(product)));
            if (round >= 0)
            {
                direct.Add(floor);
                proxied.Add(figure);
            }
        }

        folder.Delete(recursive: true);
        var (ours, theirs) = (Figures.Median(proxied), Figures.Median(direct));
        yield return new Row($"{Clones} clones at once through the Git proxy, all of them, against directly", Figures.Milliseconds(ours), Figures.Milliseconds(theirs), Figures.Ratio(ours / theirs), "", null);
    }

    /// <returns>Milliseconds until the last clone is there; what they need is made before.</returns>
    private static async Task<double> CloneAsync(DirectoryInfo folder, Func<int, Task<(Uri Remote, string Configuration)>> remote)
    {
        var work = folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        var clones = new List<(Uri Remote, string Home)>();
        for (var number = 0; number < Clones; number++)
        {
            var (address, configuration) = await remote(number);
            var home = work.CreateSubdirectory(number.ToString(CultureInfo.InvariantCulture)).FullName;
            // A token must not stand on a command line.
            await File.WriteAllTextAsync(Path.Combine(home, ".gitconfig"), configuration);
            clones.Add((address, home));
        }

        var took = await Figures.TimeAsync(() => Task.WhenAll(clones.Select(clone => CloneAsync(clone.Remote, clone.Home))));
        work.Delete(recursive: true);
        return took;
    }

    private static async Task CloneAsync(Uri remote, string home)
    {
        var start = new ProcessStartInfo("git", ["clone", "--quiet", "--bare", remote.AbsoluteUri, "clone"]) { WorkingDirectory = home, UseShellExecute = false };
        start.Environment.Remove("GIT_SSL_CAINFO"); // It would win over the authority of the emulator.
        foreach (var (name, value) in ((string, string)[])[("HOME", home), ("XDG_CONFIG_HOME", home), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_TERMINAL_PROMPT", "0"), ("no_proxy", "*")])
            start.Environment[name] = value;
        using var git = Process.Start(start)!;
        await git.WaitForExitAsync();
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git could not clone {remote.Host}.");
    }

    private static (Uri Remote, string Configuration) Direct(Emulator emulator)
    {
        var endpoint = emulator.Endpoints.First(endpoint => endpoint is { Host: "azure.spacetech.example", Port: 443 });
        var token = emulator.Tokens.Single(one => one.Name == "full").Value;
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes(":" + token));
        var (address, port) = (endpoint.Target.Address, endpoint.Target.Port.ToString(CultureInfo.InvariantCulture));
        return (
            new Uri($"https://{endpoint.Host}:{port}/DefaultCollection/Mission%20Control/_git/mission-control"),
            $"[http]\n\tsslCAInfo = {emulator.CertificateAuthorityFile}\n\tcurloptResolve = {endpoint.Host}:{port}:{address}\n\textraHeader = Authorization: Basic {basic}\n");
    }

    private static async Task<(Uri Remote, string Configuration)> ProxiedAsync(Product product)
    {
        var parts = (await product.AskAsync(ProductServer.Fetch)).Split(' ');
        return (new Uri(product.Address, parts[0]), $"[http]\n\textraHeader = Authorization: Bearer {parts[1]}\n");
    }
}
