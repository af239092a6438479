using System.Diagnostics;
using System.Text;
using ConnectWizard.Browser.Pages;
using ConnectWizard.Emulator.Git;
using Shouldly;
using Xunit;

namespace ConnectWizard.Browser;

/// <summary>What people copy out of a page works where they paste it: the curl line in a shell, the clone URL in git.</summary>
public sealed class ByHandTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task The_curl_line_works_when_it_is_pasted_into_a_shell()
    {
        var check = await Wizard.PassCheckAsync(World, name: "By hand", collection: "Flight Systems");
        var answer = await RunShellAsync(await check.ReadCurlAsync(), World.Token("full"));
        answer.ShouldContain("\"count\"");
        answer.ShouldContain("HTTP 200");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task The_curl_line_shows_a_refused_token_too()
    {
        var check = await Wizard.PassCheckAsync(World, name: "By hand", collection: "Flight Systems");
        (await RunShellAsync(await check.ReadCurlAsync(), World.Token("revoked"))).ShouldContain("HTTP 401");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task The_stored_clone_url_is_cloned_by_git_with_a_token()
    {
        var check = await Wizard.PassCheckAsync(World, name: "Cloned", collection: "Flight Systems");
        await check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.CreateAndOpenAsync();
        var url = await Page.GetByTestId("profile-clone-url").InnerTextAsync();
        var folder = Directory.CreateTempSubdirectory("clone-").FullName;
        await CloneAsync(folder, new Uri(url), World.Token("full"));
        Directory.EnumerateFiles(Path.Combine(folder, "clone")).ShouldNotBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Git takes no other port for a name, so the name is resolved to loopback and the port written out; name, TLS and token stay as they are.</summary>
    private async Task CloneAsync(string folder, Uri url, string token)
    {
        var way = World.ConnectTo.First(entry => entry.StartsWith($"{url.Host}:443:", StringComparison.Ordinal)).Split(':');
        var here = $"https://{url.Host}:{way[3]}/";
        var credential = Convert.ToBase64String(Encoding.ASCII.GetBytes(":" + token));
        await new GitProgram(folder).RunAsync(
            Cancel,
            "-c", $"url.{here}.insteadOf=https://{url.Host}/",
            "-c", $"http.curloptResolve={url.Host}:{way[3]}:{way[2]}",
            "-c", $"http.sslCAInfo={World.AuthorityFile}",
            "-c", $"http.extraHeader=Authorization: Basic {credential}",
            "clone", url.AbsoluteUri, "clone");
    }

    private static async Task<string> RunShellAsync(string line, string token)
    {
        var start = new ProcessStartInfo("sh", ["-c", line]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AZURE_DEVOPS_TOKEN"] = token;
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync(Cancel);
        var error = shell.StandardError.ReadToEndAsync(Cancel);
        await shell.WaitForExitAsync(Cancel);
        return await output + await error;
    }
}
