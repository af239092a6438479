using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard;

/// <summary>
/// Stylesheets and scripts are copied and extracted by the build in ways of our own: a mistake there answers 200 with nothing in it. From a
/// build in Development, and from a publish in Production, started from another folder.
/// </summary>
public sealed partial class ServedFilesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_build_serves_every_file_that_its_page_names(string environment)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = environment };
        await using var product = await ProductProcess.StartAsync(null, 0, settings, Cancel);
        await ShouldServeFilesAsync(product.Url);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_publish_serves_every_file_that_its_page_names_and_has_no_emulator()
    {
        var folder = Directory.CreateTempSubdirectory("published-").FullName;
        await PublishAsync(folder);
        var production = new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Production" };
        await using var product = await ProductProcess.StartAsync(null, 0, production, Cancel, Path.Combine(folder, "ConnectWizard.dll"));
        await ShouldServeFilesAsync(product.Url);
        (await FirstLoadAsync(product.Url, "/")).ShouldBeLessThan(200_000);
        (await FirstLoadAsync(product.Url, "/connect")).ShouldBeLessThan(200_000);
        Directory.GetFiles(folder, "*Emulator*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await File.ReadAllTextAsync(Path.Combine(folder, "ConnectWizard.deps.json"), Cancel)).ShouldNotContain("Emulator");
        (await RefusalOfDemoAsync(product.Folder, folder)).ShouldContain("Demo:Enabled: this ConnectWizard was published without the emulator");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> RefusalOfDemoAsync(string data, string folder)
    {
        using var demo = Process.Start(ProductProcess.CreateStart(data, "http://127.0.0.1:0", assembly: Path.Combine(folder, "ConnectWizard.dll")))!;
        var refusal = await demo.StandardError.ReadToEndAsync(Cancel);
        await demo.WaitForExitAsync(Cancel);
        demo.ExitCode.ShouldBe(1);
        return refusal;
    }

    private static async Task ShouldServeFilesAsync(Uri url)
    {
        using var http = new HttpClient { BaseAddress = url };
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative), Cancel);
        var files = FileReference().Matches(page).Select(match => match.Groups["path"].Value).ToList();
        files.ShouldContain(file => file.Contains("blazor.web"));
        files.ShouldContain(file => file.Contains("css/app"));
        foreach (var file in files)
        {
            using var answer = await http.GetAsync(new Uri(file, UriKind.Relative), Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            (await answer.Content.ReadAsByteArrayAsync(Cancel)).Length.ShouldBeGreaterThan(100, file);
        }
    }

    /// <summary>The bytes of a page and of all that it names but its font, as a browser gets them.</summary>
    private static async Task<int> FirstLoadAsync(Uri url, string path)
    {
        using var http = new HttpClient { BaseAddress = url };
        var files = FileReference().Matches(await http.GetStringAsync(new Uri(path, UriKind.Relative), Cancel)).Select(match => match.Groups["path"].Value);
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        var total = 0;
        foreach (var file in files.Append(path).Distinct(StringComparer.Ordinal))
            total += (await http.GetByteArrayAsync(new Uri(file, UriKind.Relative), Cancel)).Length;

        return total;
    }

    /// <summary>From the build that runs this test: publishing must not change what other tests run beside it.</summary>
    private static async Task PublishAsync(string folder)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(BuildFacts.ProductAssembly)!))!;
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard"), "--no-build", "-c", configuration, "-o", folder, "-v", "quiet", "-nodeReuse:false",
        ])
        { UseShellExecute = false, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync(Cancel);
        await publish.WaitForExitAsync(Cancel);
        publish.ExitCode.ShouldBe(0, output);
    }

    [GeneratedRegex("(?:href|src)=\"(?<path>[^\"]+\\.(?:css|js|svg))\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FileReference();
}
