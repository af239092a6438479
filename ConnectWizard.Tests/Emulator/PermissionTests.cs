using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class PermissionTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Namespace = "cb594ebe-87dd-4fc9-ac2c-6a10a4c92046";

    private const string Permissions = "/DefaultCollection/_apis/permissions/" + Namespace;

    private readonly EmulatorClient _client = fixture.Client;

    [Theory]
    [InlineData("full", "Mission Control", true)]
    [InlineData("full", "Data Platform", true)]
    [InlineData("project-admin", "Mission Control", true)]
    [InlineData("project-admin", "Data Platform", false)]
    [InlineData("reader", "Mission Control", false)]
    [InlineData("build", "Mission Control", false)]
    public async Task The_right_to_webhooks_is_told_for_a_project(string token, string project, bool expected)
    {
        var id = (await _client.GetAsync($"/DefaultCollection/_apis/projects/{project}")).TextAt("id");
        var answer = await _client.GetAsync($"{Permissions}/3?tokens=PublisherSecurity/{id}&api-version=7.1", token);

        answer.Text.ShouldBe($$"""{"count":1,"value":[{{(expected ? "true" : "false")}}]}""");
    }

    [Fact]
    public async Task Several_tokens_get_an_answer_each()
    {
        var id = (await _client.GetAsync("/DefaultCollection/_apis/projects/Mission%20Control")).TextAt("id");
        var answer = await _client.GetAsync(
            $"{Permissions}/2?tokens=PublisherSecurity,PublisherSecurity/{id}", "project-admin");

        answer.Text.ShouldBe("""{"count":2,"value":[false,true]}""");
    }

    [Fact]
    public async Task Nobody_may_publish_events() =>
        (await _client.GetAsync($"{Permissions}/8?tokens=PublisherSecurity"))
            .Text.ShouldBe("""{"count":1,"value":[false]}""");

    [Fact]
    public async Task The_namespace_describes_its_bits()
    {
        var answer = await _client.GetAsync($"/DefaultCollection/_apis/securitynamespaces/{Namespace}");

        var actions = answer.Items.Single().GetProperty("actions").EnumerateArray();
        var edit = actions.Single(action => action.GetProperty("bit").GetInt32() == 2);
        edit.GetProperty("displayName").GetString().ShouldBe("Edit Subscription");
    }

    [Theory]
    [InlineData("full")]
    [InlineData("reader")]
    public async Task The_list_of_subscriptions_is_empty(string token)
    {
        var answer = await _client.GetAsync("/DefaultCollection/_apis/hooks/subscriptions?api-version=7.1", token);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldBe("""{"count":0,"value":[]}""");
    }
}
