using System.Net;
using ConnectWizard.Emulator.Git;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

/// <summary>The real Git against the emulator's HTTPS.</summary>
public sealed class GitOverHttpTests : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string MissionControl = "DefaultCollection/Mission%20Control/_git/mission-control";

    private readonly TemporaryFolder _folder = new();
    private readonly AzureDevOpsEmulator.Emulator _emulator;
    private readonly EmulatorClient _client;

    public GitOverHttpTests(EmulatorFixture fixture) => (_emulator, _client) = (fixture.Emulator, fixture.Client);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Https => $"https://localhost:{_emulator.Endpoints.First(endpoint => endpoint.Port == 443).Target.Port}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clone_has_the_commits_that_the_rest_operations_tell_of()
    {
        var git = GitWith("full");
        await git.RunAsync(Ct, "clone", "--quiet", $"{Https}/{MissionControl}", "clone");

        var refs = await _client.GetAsync("/DefaultCollection/Mission%20Control/_apis/git/repositories/mission-control/refs?filter=heads/");
        foreach (var branch in refs.Items)
        {
            var name = branch.GetProperty("name").GetString()!.Replace("refs/heads/", "origin/", StringComparison.Ordinal);
            (await git.In("clone").RunAsync(Ct, "rev-parse", name)).ShouldBe(branch.GetProperty("objectId").GetString());
        }

        (await git.In("clone").RunAsync(Ct, "branch", "--show-current")).ShouldBe("main");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1", Traits = ["Kind", "Deep"])]
    [InlineData("2")]
    public async Task Every_version_of_the_protocol_clones_a_part_fetches_and_completes_it(string version)
    {
        var (git, protocol) = (GitWith("full"), "protocol.version=" + version);
        var path = new AzureDevOpsEmulator.RepositoryPath("azure", "DefaultCollection", "Simulation", "six-dof");

        await git.RunAsync(Ct, "-c", protocol, "clone", "--quiet", "--depth=1", $"{Https}/DefaultCollection/Simulation/_git/six-dof", "clone");
        var pushed = _emulator.World.Push(path, new());
        await git.RunAsync(Ct, "-C", "clone", "-c", protocol, "fetch", "--quiet");
        await git.RunAsync(Ct, "-C", "clone", "-c", protocol, "fetch", "--quiet", "--unshallow");

        (await git.RunAsync(Ct, "-C", "clone", "rev-parse", "origin/main")).ShouldBe(pushed);
        (await git.RunAsync(Ct, "-C", "clone", "rev-parse", "--is-shallow-repository")).ShouldBe("false");
        (await git.RunAsync(Ct, "-C", "clone", "fsck", "--full", "--strict", "--no-dangling")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_partial_clone_of_the_cloud_fetches_what_it_needs()
    {
        var git = GitWith("services-full");

        await git.RunAsync(Ct, "clone", "--quiet", "--filter=blob:none", $"{Https}/cloud/dev.azure.com/spacetech/Mission%20Control/_git/mission-control", "partial");

        (await git.RunAsync(Ct, "-C", "partial", "status", "--porcelain")).ShouldBeEmpty();
        (await git.RunAsync(Ct, "-C", "partial", "config", "remote.origin.partialclonefilter")).ShouldBe("blob:none");
        (await git.RunAsync(Ct, "-C", "partial", "rev-list", "--objects", "--all", "--missing=print")).ShouldContain("\n?");
    }

    [Theory]
    [InlineData("DefaultCollection/Public%20Website/_git/Public%20Website", "reader")]
    [InlineData("DefaultCollection/_git/Public%20Website", "reader")]
    [InlineData("Bodenstation%20M%C3%BCnchen/Antennen%20S%C3%BCd/_git/nachf%C3%BChrung", "code-only")]
    [InlineData("tfs-2018/DefaultCollection/Orbit%20Determination/_git/od-filters", "full")]
    public async Task Refs_are_listed_wherever_a_repository_is(string path, string token) =>
        (await GitWith(token).RunAsync(Ct, "ls-remote", $"{Https}/{path}")).ShouldContain("\trefs/heads/main");

    [Theory]
    [InlineData("DefaultCollection/Mission%20Control/_git/console-legacy", "TF401019: The Git repository with name or identifier console")]
    [InlineData("DefaultCollection/Mission%20Control/_git/mission-control.git", "TF401019: The Git repository with name or")]
    [InlineData("DefaultCollection/Nowhere/_git/mission-control", "TF200016: The following project does not exist: Nowhere")]
    public async Task What_is_not_there_is_told_in_words_that_git_shows(string path, string message)
    {
        var (exitCode, _, error) = await GitWith("full").TryAsync(Ct, "ls-remote", $"{Https}/{path}");

        exitCode.ShouldBe(128);
        error.ShouldContain("remote: " + message);
    }

    [Fact]
    public async Task An_empty_repository_can_be_cloned()
    {
        var url = $"{Https}/DefaultCollection/Mission%20Control/_git/procedures-next";
        await GitWith("full").RunAsync(Ct, "clone", "--quiet", url, "empty");

        Directory.Exists(Path.Combine(_folder.Path, "empty", ".git")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("git-receive-pack", "full", HttpStatusCode.NotImplemented)]
    [InlineData("git-receive-pack", "project-admin", HttpStatusCode.Forbidden)]
    [InlineData("git-receive-pack", "reader", HttpStatusCode.Forbidden)]
    [InlineData("git-upload-pack", "full", HttpStatusCode.OK)]
    public async Task Only_reading_is_offered(string service, string token, HttpStatusCode status) =>
        (await _client.GetAsync($"/{MissionControl}/info/refs?service={service}", token)).Status.ShouldBe(status);

    [Fact]
    public async Task Who_may_not_push_is_told_by_git()
    {
        var git = GitWith("reader");
        await git.RunAsync(Ct, "clone", "--quiet", $"{Https}/{MissionControl}", "pushed");

        var (exitCode, _, error) = await git.TryAsync(Ct, "-C", "pushed", "push", "origin", "HEAD:refs/heads/x");

        exitCode.ShouldBe(128);
        error.ShouldContain("TF401027: You need the Git 'GenericContribute' permission to perform this action. Details: identity 'SPACETECH\\");
        error.ShouldContain("403");
    }

    [Theory]
    [InlineData("_full/mission-control")]
    [InlineData("_optimized/mission-control")]
    public async Task The_other_forms_of_a_clone_url_are_the_same_repository(string form) =>
        (await GitWith("full").RunAsync(Ct, "ls-remote", $"{Https}/DefaultCollection/Mission%20Control/_git/{form}")).ShouldContain("\trefs/heads/main");

    [Fact]
    public async Task A_client_without_multiple_acknowledgments_is_refused()
    {
        var tip = (await GitWith("full").RunAsync(Ct, "ls-remote", $"{Https}/{MissionControl}", "HEAD")).Split('\t')[0];
        var want = $"want {tip} side-band-64k\n";

        var answer = await _client.SendAsync(HttpMethod.Post, $"/{MissionControl}/git-upload-pack", prepare: request =>
            request.Content = new StringContent($"{want.Length + 4:x4}{want}00000009done\n"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldBe("TF401041: The Git protocol sent is not as expected (Clients must support multi-ack.).");
    }

    [Theory]
    [InlineData("https://azure.spacetech.example/" + MissionControl, "full", false)]
    [InlineData("https://dev.azure.com/spacetech/Mission%20Control/_git/mission-control", "services-full", true)]
    public async Task The_cloud_offers_filters(string repository, string token, bool offers) =>
        (await _client.GetAsync(repository + "/info/refs?service=git-upload-pack", token, request => request.Headers.Add("Git-Protocol", "version=2")))
            .Text.Contains("fetch=shallow filter", StringComparison.Ordinal).ShouldBe(offers);

    [Fact]
    public async Task A_malformed_request_is_refused()
    {
        var answer = await _client.SendAsync(
            HttpMethod.Post,
            $"/{MissionControl}/git-upload-pack",
            prepare: request => request.Content = new StringContent("no packet line"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>By Git's own configuration, so that no token is in a command line or in a test's report.</summary>
    private GitProgram GitWith(string token)
    {
        var authorization = EmulatorClient.Basic(_client.Token(token));
        File.WriteAllText(
            Path.Combine(_folder.Path, ".gitconfig"),
            $"[http]\n\tsslCAInfo = {_emulator.CertificateAuthorityFile}\n\textraHeader = Authorization: {authorization}\n");
        return new GitProgram(_folder.Path);
    }
}
