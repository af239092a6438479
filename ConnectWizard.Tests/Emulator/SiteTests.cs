using System.Net;
using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class SiteTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = fixture.Client;
    private readonly AzureDevOpsEmulator.Emulator _emulator = fixture.Emulator;

    public static TheoryData<string> ServerNames => ["azure", "devops", "code", "next", "old", "tfs"];

    [Theory]
    [MemberData(nameof(ServerNames))]
    public async Task A_server_is_the_same_under_its_name_and_under_its_virtual_directory_here(string name)
    {
        var server = _emulator.Servers.Single(candidate => candidate.Name == name);
        var realistic = await _client.GetAsync($"{Base(server.BaseUrl)}/DefaultCollection/_apis/projects");
        var direct = await _client.GetAsync($"{Base(server.DirectUrl)}/DefaultCollection/_apis/projects");

        Ids(direct).ShouldBe(Ids(realistic));
        realistic.Items[0].GetProperty("url").GetString().ShouldNotBeNull().ShouldStartWith(Base(server.BaseUrl));
        direct.Items[0].GetProperty("url").GetString().ShouldNotBeNull().ShouldStartWith(Base(server.DirectUrl));
    }

    [Theory]
    [MemberData(nameof(ServerNames))]
    public async Task The_about_page_names_the_product(string name)
    {
        var server = _emulator.Servers.Single(candidate => candidate.Name == name);
        var answer = await _client.GetAsync($"{Base(server.BaseUrl)}/DefaultCollection/_home/About");

        answer.ContentType.ShouldNotBeNull().ShouldStartWith("text/html");
        answer.Text.ShouldContain(server.Version);
    }

    [Fact]
    public async Task Outside_its_virtual_directory_a_server_has_nothing()
    {
        var answer = await _client.GetAsync("https://devops.spacetech.example/DefaultCollection/_apis/projects");

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Header("WWW-Authenticate").ShouldBeNull();
    }

    [Fact]
    public async Task A_host_name_that_nobody_has_is_refused()
    {
        var answer = await _client.GetAsync(
            new Uri(_emulator.BaseUrl, "DefaultCollection/_apis/projects").AbsoluteUri,
            prepare: request => request.Headers.Host = "rebound.example");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Header("Server").ShouldBe("Microsoft-HTTPAPI/2.0");
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://192.0.2.1:8081")]
    [InlineData("http://azure.spacetech.example:8081")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("8081")]
    public async Task It_listens_on_loopback_addresses_only(string url)
    {
        var settings = new EmulatorSettings { Urls = [url] };

        await Should.ThrowAsync<ArgumentException>(
            () => AzureDevOpsEmulator.Emulator.StartAsync(settings, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_answer_has_an_activity_of_its_own_and_keeps_the_session()
    {
        var session = Guid.NewGuid().ToString();
        var first = await _client.GetAsync(
            "/DefaultCollection/_apis/projects", prepare: request => request.Headers.Add("X-TFS-Session", session));
        var second = await _client.GetAsync("/DefaultCollection/_apis/projects/Nowhere");

        first.Header("X-TFS-Session").ShouldBe(session);
        Guid.Parse(first.Header("ActivityId")!).ShouldNotBe(Guid.Parse(second.Header("ActivityId")!));
        first.Header("X-TFS-ProcessId").ShouldBe(second.Header("X-TFS-ProcessId"));
    }

    private static string Base(Uri url) => url.AbsoluteUri.TrimEnd('/');

    private static IEnumerable<Guid> Ids(WireResponse answer) => answer.Items.Select(item => item.GetProperty("id").GetGuid());
}
