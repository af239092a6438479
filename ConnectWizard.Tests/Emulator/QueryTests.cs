using System.Net;
using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

/// <summary>Queries as clients send them: enumerations by number, name and list. What isn't implemented is refused, not ignored.</summary>
public sealed class QueryTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Git = "/DefaultCollection/Simulation/_apis/git";
    private const string SixDof = Git + "/repositories/six-dof";

    private readonly EmulatorClient _client = fixture.Client;

    private EmulatedWorld World => fixture.Emulator.World;

    [Theory]
    [InlineData("", "active")]
    [InlineData("searchCriteria.status=0", "active")]
    [InlineData("searchCriteria.status=1", "active")]
    [InlineData("searchCriteria.status=Active", "active")]
    [InlineData("searchCriteria.status=2", "abandoned")]
    [InlineData("searchCriteria.status=3", "completed")]
    [InlineData("searchCriteria.status=4", "active,abandoned,completed")]
    [InlineData("searchCriteria.status=all", "active,abandoned,completed")]
    [InlineData("searchCriteria.status=active,completed", "active,completed")]
    [InlineData("searchCriteria.status=1,3", "active,completed")]
    [InlineData("searchCriteria.status=active&searchCriteria.status=completed", "active,completed")]
    [InlineData("searchCriteria.status=4&searchCriteria.title=second", "abandoned")]
    [InlineData("searchCriteria.status=4&searchCriteria.minTime=2100-01-01", "")]
    [InlineData("searchCriteria.status=4&searchCriteria.queryTimeRangeType=2&searchCriteria.minTime=2020-01-01", "abandoned,completed")]
    [InlineData("searchCriteria.sourceRepositoryId=Simulation", "active")]
    [InlineData("searchCriteria.sourceRepositoryId=0f0e0d0c-0b0a-4908-8706-050403020100", "")]
    [InlineData("searchCriteria.creatorId=nobody", "active")]
    public async Task Pull_requests_are_found_by_every_spelling(string query, string statuses)
    {
        var answer = await _client.GetAsync($"{await RepositoryWithPullRequestsAsync()}/pullrequests?{query}");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Items.Select(item => item.GetProperty("status").GetString()!)
            .ShouldBe(statuses.Split(',', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "wellFormed")]
    [InlineData("1", "wellFormed")]
    [InlineData("WellFormed", "wellFormed")]
    [InlineData("2", "deleting")]
    [InlineData("deleting,3", "createPending,deleting")]
    [InlineData("-1", "createPending,deleting,wellFormed")]
    [InlineData("all", "createPending,deleting,wellFormed")]
    public async Task Projects_are_found_by_every_spelling_of_their_state(string filter, string states)
    {
        World.SetProjectState(new RepositoryPath("azure", "DefaultCollection", "Launch Pad", "countdown"), "createPending");

        var answer = await _client.GetAsync($"/DefaultCollection/_apis/projects?$top=500&stateFilter={filter}");

        answer.Items.Select(item => item.GetProperty("state").GetString()!).Distinct(StringComparer.Ordinal)
            .ShouldBe(states.Split(','), ignoreOrder: true);
    }

    [Theory]
    [InlineData(SixDof + "/pullrequests?searchCriteria.status=5")]
    [InlineData(SixDof + "/pullrequests?searchCriteria.status=open")]
    [InlineData(SixDof + "/commits?searchCriteria.fromDate=yesterday")]
    [InlineData(SixDof + "/pushes?searchCriteria.toDate=yesterday")]
    [InlineData("/DefaultCollection/_apis/projects?stateFilter=7")]
    public async Task What_no_enumeration_and_no_date_has_is_refused(string url) =>
        (await _client.GetAsync(url)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData(SixDof + "/commits?searchCriteria.ids=0123456789012345678901234567890123456789", "searchCriteria.ids")]
    [InlineData(SixDof + "/commits?searchCriteria.includeWorkItems=true", "searchCriteria.includeWorkItems")]
    [InlineData(SixDof + "/commits?searchCriteria.compareVersion.version=main", "searchCriteria.compareVersion.version")]
    [InlineData(SixDof + "/commits/0123456789012345678901234567890123456789?changeCount=5", "changeCount")]
    [InlineData(SixDof + "/refs?includeStatuses=true", "includeStatuses")]
    [InlineData(SixDof + "/stats/branches?baseVersionDescriptor.version=develop", "baseVersionDescriptor.version")]
    public async Task A_parameter_that_is_not_implemented_is_named(string url, string parameter)
    {
        var answer = await _client.GetAsync(url);

        answer.Status.ShouldBe(HttpStatusCode.NotImplemented);
        answer.TextAt("message").ShouldNotBeNull().ShouldContain(parameter);
    }

    [Fact]
    public async Task What_a_client_sends_by_default_is_no_wish() =>
        (await _client.GetAsync(SixDof + "/commits?changeCount=0&searchCriteria.includeLinks=false&searchCriteria.historyMode=0")).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Commits_are_found_by_author_date_path_and_version()
    {
        var path = new RepositoryPath("azure", "DefaultCollection", "Simulation", "monte-carlo");
        var early = World.Push(path, new WorldCommit { Path = "docs/a.md", Author = "Zora Quill", At = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var late = World.Push(path, new WorldCommit { Path = "b.md", Author = "Otto Quill", At = new DateTimeOffset(2030, 2, 1, 0, 0, 0, TimeSpan.Zero) });
        const string Commits = Git + "/repositories/monte-carlo/commits?searchCriteria.";

        (await CommitsAsync(Commits + "author=zora")).ShouldBe([early]);
        (await CommitsAsync(Commits + "fromDate=2030-01-15")).ShouldBe([late]);
        (await CommitsAsync(Commits + "fromDate=2029-12-31&searchCriteria.toDate=2030-01-15")).ShouldBe([early]);
        (await CommitsAsync(Commits + "itemPath=/docs")).ShouldBe([early]);
        (await CommitsAsync(Commits + "itemPath=b.md&$top=1")).ShouldBe([late]);
        (await CommitsAsync(Commits + $"itemVersion.version={early}&searchCriteria.itemVersion.versionType=2&$top=1")).ShouldBe([early]);
        (await CommitsAsync(Commits + $"itemVersion.version={early}&searchCriteria.itemVersion.versionType=commit&$top=1")).ShouldBe([early]);
        (await CommitsAsync(Commits + "itemVersion.version=v0.1.0&searchCriteria.itemVersion.versionType=tag&$top=1")).ShouldHaveSingleItem().ShouldNotBe(late, StringComparer.Ordinal);
        (await _client.GetAsync(Commits + "itemVersion.version=v9&searchCriteria.itemVersion.versionType=1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pushes_are_found_by_who_pushed()
    {
        World.Push(new RepositoryPath("azure", "DefaultCollection", "Simulation", "terrain"), new WorldCommit { Person = "mtan" });
        var pushes = Git + "/repositories/terrain/pushes";
        var pusher = (await _client.GetAsync(pushes)).Items[0].GetProperty("pushedBy").GetProperty("id").GetString();

        (await _client.GetAsync($"{pushes}?searchCriteria.pusherId={pusher}")).Items.Count.ShouldBe(1);
        (await _client.GetAsync($"{pushes}?searchCriteria.pusherId=0f0e0d0c-0b0a-4908-8706-050403020100")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tag_is_peeled_if_asked()
    {
        var tag = (await _client.GetAsync(SixDof + "/refs?filter=tags/&peelTags=true")).Items.ShouldHaveSingleItem();
        var plain = (await _client.GetAsync(SixDof + "/refs?filter=tags/")).Items.ShouldHaveSingleItem();

        (await _client.GetAsync($"{SixDof}/commits/{tag.GetProperty("peeledObjectId").GetString()}")).Status.ShouldBe(HttpStatusCode.OK);
        plain.TryGetProperty("peeledObjectId", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_repository_by_name_needs_its_project() =>
        (await _client.GetAsync("/DefaultCollection/_apis/git/repositories/six-dof")).ShouldRefuse(
            HttpStatusCode.BadRequest, "ArgumentException", "A project name is required in order to reference a Git repository by name.");

    [Fact]
    public async Task An_area_that_is_missing_is_refused_when_a_client_looks_for_its_locations()
    {
        var answer = await _client.SendAsync(HttpMethod.Options, "/DefaultCollection/_apis/wit");

        answer.Status.ShouldBe(HttpStatusCode.NotImplemented);
        answer.TextAt("message").ShouldBe("The Azure DevOps emulator does not implement OPTIONS _apis/wit. Its README lists what it does.");
    }

    [Fact]
    public async Task A_resource_that_is_missing_has_a_location_that_leads_to_the_refusal()
    {
        var table = await _client.SendAsync(HttpMethod.Options, "/DefaultCollection/_apis/git");

        table.Items.Select(item => item.GetProperty("resourceName").GetString()).ShouldContain(name => name == "items");
        (await _client.GetAsync(SixDof + "/items?path=/README.md")).Status.ShouldBe(HttpStatusCode.NotImplemented);
    }

    private async Task<IEnumerable<string?>> CommitsAsync(string url)
    {
        var answer = await _client.GetAsync(url);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return answer.Items.Select(item => item.GetProperty("commitId").GetString());
    }

    /// <summary>One open, one abandoned and one completed pull request.</summary>
    private async Task<string> RepositoryWithPullRequestsAsync()
    {
        var path = new RepositoryPath("azure", "DefaultCollection", "Simulation", "six-dof");
        if ((await _client.GetAsync(SixDof + "/pushes")).Items.Count > 0)
            return SixDof;

        foreach (var name in new[] { "first", "second", "third" })
            World.Push(path, new WorldCommit { Branch = name, Path = name });
        World.OpenPullRequest(path, new WorldPullRequest("first", "main", "The first"));
        World.AbandonPullRequest(path, World.OpenPullRequest(path, new WorldPullRequest("second", "main", "The second")));
        World.MergePullRequest(path, World.OpenPullRequest(path, new WorldPullRequest("third", "main", "The third")));
        return SixDof;
    }
}
