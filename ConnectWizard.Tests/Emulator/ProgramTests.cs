using System.Diagnostics;
using System.Text.Json;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

/// <summary>The emulator as a program of its own.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_listens_where_it_is_told_and_describes_itself()
    {
        using var program = Start("http://127.0.0.1:0");
        try
        {
            var line = await program.StandardOutput.ReadLineAsync(Ct);
            var url = line!.Split(' ').Single(word => word.EndsWith("/_emulator", StringComparison.Ordinal));
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

            var description = JsonDocument.Parse(await http.GetStringAsync(new Uri(url), Ct)).RootElement;

            description.GetProperty("servers")[0].GetProperty("baseUrl").GetString().ShouldBe(url[..^"/_emulator".Length]);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync(Ct);
        }
    }

    [Fact]
    public async Task It_does_not_start_where_others_could_reach_it()
    {
        using var program = Start("http://0.0.0.0:0");
        var error = await program.StandardError.ReadToEndAsync(Ct);
        await program.WaitForExitAsync(Ct);

        program.ExitCode.ShouldBe(1);
        error.ShouldContain("can be reached by others");
    }

    private Process Start(string urls)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "AzureDevOpsEmulator.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [assembly, "--urls", urls, "--data", _folder.Path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
