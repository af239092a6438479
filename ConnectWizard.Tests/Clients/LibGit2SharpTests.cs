using AzureDevOpsEmulator;
using ConnectWizard.Emulator;
using ConnectWizard.Emulator.Tls;
using LibGit2Sharp;
using Shouldly;
using Xunit;

namespace ConnectWizard.Clients;

/// <summary>libgit2, the Git of many editors and build servers: protocol version 0 alone, and strict about lines.</summary>
public sealed class LibGit2SharpTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("DefaultCollection/Mission%20Control/_git/mission-control", "full", 0)]
    [InlineData("DefaultCollection/Mission%20Control/_git/mission-control", "full", 1)]
    [InlineData("cloud/dev.azure.com/spacetech/Mission%20Control/_git/mission-control", "services-full", 0)]
    [InlineData("cloud/dev.azure.com/spacetech/Mission%20Control/_git/mission-control", "services-full", 2)]
    public void It_clones_the_whole_history_or_a_part(string path, string token, int depth)
    {
        using var clone = Clone(path, token, depth);

        clone.Info.IsShallow.ShouldBe(depth > 0);
        clone.Head.FriendlyName.ShouldBe("main");
        if (depth > 0)
            clone.Commits.Count().ShouldBe(depth);
        else
            clone.Commits.Count().ShouldBeGreaterThan(2);
        clone.RetrieveStatus().IsDirty.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void It_fetches_what_was_pushed_since(int depth)
    {
        var repository = new RepositoryPath("azure", "DefaultCollection", "Simulation", "terrain");
        using var clone = Clone("DefaultCollection/Simulation/_git/terrain", "full", depth);
        var pushed = fixture.Emulator.World.Push(repository, new WorldCommit { Message = "Since" });

        Commands.Fetch(clone, "origin", [], Options("full"), null);

        clone.Branches["origin/main"].Tip.Sha.ShouldBe(pushed);
        clone.Branches["origin/main"].Tip.Parents.Single().Sha.ShouldBe(clone.Head.Tip.Sha);
    }

    private Repository Clone(string path, string token, int depth)
    {
        var options = new CloneOptions(Options(token));
        options.FetchOptions.Depth = depth;
        return new Repository(Repository.Clone(new Uri(fixture.Emulator.BaseUrl, path).AbsoluteUri, Path.Combine(_folder.Path, "clone"), options));
    }

    private FetchOptions Options(string token) => new() { CustomHeaders = ["Authorization: " + EmulatorClient.Basic(fixture.Client.Token(token))] };
}
