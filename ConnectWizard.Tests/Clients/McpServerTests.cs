using System.Text;
using ConnectWizard.Emulator.Cloud;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Clients;

/// <summary>Microsoft's MCP server for Azure DevOps Services.</summary>
public sealed class McpServerTests(CloudFixture fixture) : IClassFixture<CloudFixture>, IDisposable
{
    private readonly TemporaryFolder _home = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task It_reads_a_repository_and_makes_a_branch_with_a_personal_access_token()
    {
        var credential = Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:" + fixture.Client.Token("services-full")));

        var answers = await AskAsync("pat", ("PERSONAL_ACCESS_TOKEN", credential),
            ("core_list_projects", new { projectNameFilter = "Simulation", top = 500 }),
            ("repo_branch", new { action = "list", project = "Simulation", repositoryId = "six-dof" }),
            ("repo_create_branch", new { project = "Simulation", repositoryId = "six-dof", branchName = "feature/mcp" }),
            ("repo_branch", new { action = "get", project = "Simulation", repositoryId = "six-dof", branchName = "feature/mcp" }),
            ("repo_pull_request", new { action = "list", project = "Simulation", status = "All" }),
            ("repo_file", new { action = "list_directory", project = "Simulation", repositoryId = "six-dof" }));

        answers.Select(answer => answer.IsError).ShouldBe([false, false, false, false, false, true]);
        answers[0].Text.ShouldContain("\"name\": \"Simulation\"");
        answers[1].Text.ShouldContain("\"main\"");
        answers[2].Text.ShouldContain("Branch 'feature/mcp' created successfully from 'main'");
        answers[3].Text.ShouldContain("refs/heads/feature/mcp");
        answers[5].Text.ShouldContain("The Azure DevOps emulator does not implement GET ");
    }

    [Fact]
    public async Task It_finds_the_tenant_of_an_organization_without_a_credential()
    {
        var token = await fixture.Application.AccessTokenAsync();

        var answers = await AskAsync("envvar", ("ADO_MCP_AUTH_TOKEN", token), ("repo_repository", new { action = "list", project = "Simulation", repoNameFilter = "six" }));

        answers.ShouldHaveSingleItem().Text.ShouldContain("\"name\": \"six-dof\"");
        var tenant = fixture.Emulator.Cloud.Tenants.Single(known => known.Domain == "spacetech.example").Id.ToString();
        (await File.ReadAllTextAsync(Path.Combine(_home.Path, ".ado_orgs.cache"), Ct)).ShouldContain(tenant);
    }

    private async Task<IReadOnlyList<(bool IsError, string Text)>> AskAsync(
        string authentication, (string Name, string Value) credential, params (string Name, object Input)[] calls)
    {
        var input = new { organization = "spacetech", authentication, calls = calls.Select(call => new { name = call.Name, input = call.Input }) };
        var answers = await NodeClient.RunAsync(fixture.Emulator, _home.Path, "mcp.mjs", input, Ct, credential);
        return [.. answers.EnumerateArray().Select(answer => (answer.GetProperty("isError").GetBoolean(), answer.GetProperty("text").GetString()!))];
    }
}
