using System.Diagnostics;
using System.Globalization;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Startup;

/// <summary>A service manager may change its mind: the process ends in good order whenever it is told to, its start included.</summary>
public sealed class StopDuringStartTests : IDisposable
{
    /// <summary>What a shell says of a process that the signal ended: the runtime wasn't there yet.</summary>
    private const int EndedBySignal = 128 + 15;

    private static readonly Dictionary<string, string> Seeding = new(StringComparer.Ordinal) { ["Demo__Seed"] = "true" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("connectwizard-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(100)]
    [InlineData(600, Traits = ["Kind", "Deep"])]
    [InlineData(1_000)]
    [InlineData(1_600, Traits = ["Kind", "Deep"])]
    public async Task A_start_that_is_told_to_stop_stops(int after)
    {
        using var product = Process.Start(ProductProcess.CreateStart(_folder.FullName, "http://127.0.0.1:0", Seeding))!;
        var (output, errors) = (product.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), product.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await Task.Delay(after, TestContext.Current.CancellationToken);

        using var signal = Process.Start("kill", ["-TERM", product.Id.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            await product.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
        finally
        {
            product.Kill(entireProcessTree: true);
        }

        product.ExitCode.ShouldBeOneOf(0, EndedBySignal);
        (await output + await errors).ShouldNotContain("xception");
    }
}
