using AzureDevOpsEmulator;
using ConnectWizard.Emulator;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Clients;

/// <summary>Renovate's dry run: it discovers, clones without blobs, and asks for pull requests by numbers and by the project's name.</summary>
[Trait("Kind", "Deep")]
public sealed class RenovateTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("DefaultCollection/", "full")]
    [InlineData("cloud/dev.azure.com/spacetech/", "services-full")]
    public async Task It_goes_through_a_repository(string collection, string token)
    {
        var (server, name) = token == "full" ? ("azure", "DefaultCollection") : ("dev.azure.com", "spacetech");
        var repository = new RepositoryPath(server, name, "Simulation", "six-dof");
        fixture.Emulator.World.Push(repository, new WorldCommit { Branch = "renovate/old", Path = "x.md" });
        fixture.Emulator.World.AbandonPullRequest(repository, fixture.Emulator.World.OpenPullRequest(repository, new WorldPullRequest("renovate/old", "main", "Old")));

        var log = await NodeClient.RunRenovateAsync(_home.Path,
        [
            "--platform=azure", $"--endpoint={new Uri(fixture.Emulator.BaseUrl, collection)}", "--autodiscover=true", "--autodiscover-filter=Simulation/six-dof",
            "--dry-run=full", "--onboarding=false", "--require-config=ignored", "--enabled-managers=nuget",
        ],
        TestContext.Current.CancellationToken, ("RENOVATE_TOKEN", fixture.Client.Token(token)), ("RENOVATE_BASE_DIR", _home.Path), ("LOG_LEVEL", "debug"), ("LOG_FORMAT", "json"));

        log.ShouldContain("\"msg\":\"Simulation/six-dof default branch = main\"");
        log.ShouldContain("\"msg\":\"git clone completed\"");
        log.ShouldContain("\"msg\":\"Retrieved Pull Requests count: 1\"");
        log.ShouldContain("Repository result: done");
        log.ShouldNotContain("\"level\":50");
    }
}
