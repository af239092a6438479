using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class VersionTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = fixture.Client;

    private string Server(string name) => fixture.Emulator.Servers.Single(server => server.Name == name).BaseUrl.AbsoluteUri.TrimEnd('/');

    [Theory]
    [InlineData("azure", "7.1", "7.1")]
    [InlineData("azure", "5.0", "5.0")]
    [InlineData("azure", "7.1-preview", "7.1-preview")]
    [InlineData("azure", "7.1-preview.4", "7.1-preview.4")]
    [InlineData("devops", "6.0", "6.0")]
    [InlineData("devops", "6.1-preview.4", "6.1-preview.4")]
    [InlineData("code", "7.0", "7.0")]
    [InlineData("next", "7.2", "7.2")]
    [InlineData("old", "5.1-preview", "5.1-preview")]
    [InlineData("tfs", "4.1", "4.1")]
    public async Task A_version_that_the_server_speaks_is_repeated_in_the_content_type(string server, string asked, string answered)
    {
        var answer = await _client.GetAsync($"{Server(server)}/DefaultCollection/_apis/projects?api-version={asked}");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ContentType.ShouldBe($"application/json; charset=utf-8; api-version={answered}");
    }

    [Theory]
    [InlineData("azure", "7.2", "7.1")]
    [InlineData("azure", "7.2-preview.4", "7.1")]
    [InlineData("devops", "7.0", "6.1")]
    [InlineData("code", "7.1", "7.0")]
    [InlineData("next", "8.0", "7.2")]
    [InlineData("old", "7.0", "5.1")]
    [InlineData("tfs", "5.0", "4.1")]
    public async Task A_version_above_the_server_is_refused_with_the_highest_one(string server, string asked, string highest)
    {
        var answer = await _client.GetAsync($"{Server(server)}/DefaultCollection/_apis/projects?api-version={asked}");

        answer.ShouldRefuse(
            HttpStatusCode.BadRequest,
            "VssVersionOutOfRangeException",
            $"The requested REST API version of {asked} is out of range for this server. "
            + $"The latest REST API version this server supports is {highest}.");
    }

    [Theory]
    [InlineData("azure", "DefaultCollection/_apis/connectionData", "7.1", "7.1-preview")]
    [InlineData("azure", "_apis/connectionData", "5.0", "5.0-preview")]
    [InlineData("devops", "DefaultCollection/_apis/projects", "6.1", "6.1-preview")]
    public async Task What_is_under_preview_needs_the_flag(string server, string path, string asked, string example)
    {
        var answer = await _client.GetAsync($"{Server(server)}/{path}?api-version={asked}");

        answer.ShouldRefuse(
            HttpStatusCode.BadRequest,
            "VssInvalidPreviewVersionException",
            $"The requested version \"{asked}\" of the resource is under preview. "
            + $"The -preview flag must be supplied in the api-version for such requests. For example: \"{example}\"");
    }

    [Fact]
    public async Task A_preview_of_a_later_resource_is_refused() =>
        (await _client.GetAsync($"{Server("devops")}/DefaultCollection/_apis/projects?api-version=6.1-preview.5"))
            .ShouldRefuse(HttpStatusCode.BadRequest, "VssVersionOutOfRangeException", "6.1-preview.5");

    [Theory]
    [InlineData("azure", "DefaultCollection/_apis/projects", "7.1")]
    [InlineData("devops", "DefaultCollection/_apis/projects", "6.0")]
    [InlineData("azure", "_apis/connectionData", "7.1-preview.1")]
    public async Task A_read_without_a_version_gets_the_newest(string server, string path, string newest) =>
        (await _client.GetAsync($"{Server(server)}/{path}")).ContentType.ShouldBe($"application/json; charset=utf-8; api-version={newest}");

    [Fact]
    public async Task The_version_may_stand_in_the_accept_header()
    {
        var answer = await _client.GetAsync(
            "/DefaultCollection/_apis/projects",
            prepare: request => request.Headers.Add("Accept", "application/json;api-version=6.0;excludeUrls=true"));

        answer.ContentType.ShouldBe("application/json; charset=utf-8; api-version=6.0");
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("7.1-beta")]
    [InlineData("7.x")]
    public async Task What_is_no_version_is_refused(string text)
    {
        var answer = await _client.GetAsync($"/DefaultCollection/_apis/projects?api-version={text}");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("message").GetString().ShouldNotBeNull().ShouldStartWith($"Invalid api version string: \"{text}\"");
    }
}
