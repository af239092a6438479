using ConnectWizard.Emulator;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Clients;

/// <summary>Microsoft's azure-devops-node-api: it sends numbers for enumerations and finds its operations in the tables of locations.</summary>
public sealed class NodeApiTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("https://azure.spacetech.example/DefaultCollection", "full", "Ingrid Solberg")]
    [InlineData("https://dev.azure.com/spacetech", "services-full", "Ada Lindqvist")]
    public async Task It_works_from_the_sign_in_to_a_completed_pull_request(string url, string token, string user)
    {
        var input = new { url, token = fixture.Client.Token(token), project = "Simulation", repository = "six-dof" };

        var seen = await NodeClient.RunAsync(fixture.Emulator, _home.Path, "node-api.mjs", input, TestContext.Current.CancellationToken);

        seen.GetProperty("user").GetString().ShouldBe(user);
        seen.GetProperty("projects").GetInt32().ShouldBeGreaterThan(15);
        (Number("heads"), Number("headsAfter")).ShouldBe((1, 1), "the source branch is deleted at the completion");
        seen.GetProperty("created").GetBoolean().ShouldBeTrue();
        (Number("pushed"), Number("active"), Number("all"), Number("stillActive")).ShouldBe((1, 1, 1, 0));
        (Text("completedStatus"), Text("mergeStrategy")).ShouldBe(("Completed", "Squash"));
        seen.GetProperty("comments").EnumerateArray().Select(comment => comment.GetString()).ShouldBe(["Merged PR 1: Add a note"]);
        Text("withoutProject").ShouldBe("A project name is required in order to reference a Git repository by name.");
        Text("items").ShouldStartWith("The Azure DevOps emulator does not implement GET ");
        Text("workItem").ShouldBe("The Azure DevOps emulator does not implement OPTIONS _apis/wit. Its README lists what it does.");

        int Number(string name) => seen.GetProperty(name).GetInt32();
        string Text(string name) => seen.GetProperty(name).GetString()!;
    }
}
