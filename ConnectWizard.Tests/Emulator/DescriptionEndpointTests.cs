using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class DescriptionEndpointTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = fixture.Client;

    private string Url => new Uri(fixture.Emulator.BaseUrl, "_emulator").AbsoluteUri;

    [Fact]
    public async Task Every_server_in_it_can_be_reached_as_it_is_with_the_full_token()
    {
        var description = (await _client.GetAsync(Url, token: null)).Json;

        foreach (var server in description.GetProperty("servers").EnumerateArray())
        {
            var collections = await _client.GetAsync(server.GetProperty("baseUrl").GetString() + "/_apis/projectCollections");
            collections.Names.ShouldBe(server.GetProperty("collections").EnumerateArray().Select(name => name.GetString()!));
            server.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        }

        description.GetProperty("servers").GetArrayLength().ShouldBe(6);
    }

    [Fact]
    public async Task Tokens_are_told_with_their_values()
    {
        var description = (await _client.GetAsync(Url, token: null)).Json;

        var tokens = description.GetProperty("tokens").EnumerateArray().ToDictionary(
            token => token.GetProperty("name").GetString()!, token => token.GetProperty("value").GetString(), StringComparer.Ordinal);
        tokens["full"].ShouldBe(_client.Token("full"));
        tokens.ShouldAllBe(token =>
            token.Value!.Length == (token.Key.StartsWith("services-", StringComparison.Ordinal) ? 84 : 52) && token.Value.All(char.IsAsciiLetterOrDigit));
    }

    [Fact]
    public async Task Each_scene_has_an_address()
    {
        var description = (await _client.GetAsync(Url, token: null)).Json;

        var scenes = description.GetProperty("scenes").EnumerateArray().ToList();
        scenes.Select(scene => scene.GetProperty("name").GetString()).ShouldBe(fixture.Emulator.Scenes.Select(scene => scene.Name));
        scenes.ShouldAllBe(scene => new Uri(scene.GetProperty("url").GetString()!).IsLoopback);
    }

    [Fact]
    public async Task It_is_told_on_loopback_names_only()
    {
        var named = await _client.GetAsync("https://azure.spacetech.example/_emulator", token: null);
        var rebound = await _client.GetAsync(Url, token: null, request => request.Headers.Host = "rebound.example");

        named.Status.ShouldBe(HttpStatusCode.Unauthorized);
        rebound.Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
