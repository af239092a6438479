using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AzureDevOpsEmulator;
using ConnectWizard.Browser;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>
/// What is still true after the emulator was stopped and started with the same data folder. Alone, for another test may take a port while it is free.
/// </summary>
[Collection(nameof(CloudRestartTests))]
[CollectionDefinition(nameof(CloudRestartTests), DisableParallelization = true)]
public sealed class CloudRestartTests : IDisposable
{
    private const string Me = "https://app.vssps.visualstudio.com/_apis/profile/profiles/me";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Codes_tokens_sessions_consents_keys_and_registrations_survive()
    {
        using var browser = new CloudBrowser();
        var (keys, access, refresh, code) = await BeforeAsync(browser);
        await using var emulator = await StartAsync();
        using var application = new CloudClient(emulator);
        using var client = new EmulatorClient(emulator);

        (await KeysAsync(client)).ShouldBe(keys);
        (await client.GetAsync(Me, token: null, CloudClient.Bearer(access))).Status.ShouldBe(HttpStatusCode.OK);
        (await application.RefreshAsync(refresh)).Status.ShouldBe(HttpStatusCode.OK);
        (await application.TokenAsync(("code", code), ("redirect_uri", "https://app.example/back"))).Status.ShouldBe(HttpStatusCode.OK);
        await browser.OpenAsync(application.AuthorizeUrl(changes: ("prompt", "none")));
        browser.Returned.ShouldContainKey("code");
    }

    [Fact]
    public async Task The_secret_of_an_application_stays_and_is_another_s_in_another_folder()
    {
        var (first, second) = (await SecretAsync(_folder.Path), await SecretAsync(_folder.Path));

        second.ShouldBe(first);
        (await SecretAsync(folder: null)).ShouldNotBe(first, StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_file_has_no_token_in_it()
    {
        using var browser = new CloudBrowser();
        var (_, access, refresh, code) = await BeforeAsync(browser);
        var text = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "entra.json"), Ct);

        text.ShouldNotContain(access);
        text.ShouldNotContain(refresh);
        text.ShouldNotContain(code);
    }

    [Fact]
    public async Task The_same_ports_are_taken_again()
    {
        await PortsAsync();
        await MovePortsAsync();
        var before = await PortsAsync();
        var after = await PortsAsync();

        after.ShouldBe(before);
    }

    [Fact]
    public async Task A_port_that_somebody_else_has_is_given_up()
    {
        await PortsAsync();
        await MovePortsAsync();
        var before = await PortsAsync();
        using var squatter = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        squatter.Bind(new IPEndPoint(IPAddress.Loopback, before[0]));
        squatter.Listen();
        var after = await PortsAsync();

        after[0].ShouldNotBe(before[0]);
        after[1..].ShouldBe(before[1..]);
    }

    private async Task<(string Keys, string Access, string Refresh, string Code)> BeforeAsync(CloudBrowser browser)
    {
        await using var emulator = await StartAsync();
        using var application = new CloudClient(emulator);
        using var client = new EmulatorClient(emulator);
        emulator.Cloud.RegisterRedirectUri("https://app.example/back");
        await browser.OpenAsync(application.AuthorizeUrl(changes: ("redirect_uri", "https://app.example/back")));
        await browser.PressAsync("account-ada");
        await browser.PressAsync("accept");
        var tokens = await application.SignInAsync("bruno");
        return (await KeysAsync(client), tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!,
            browser.Returned["code"]);
    }

    private static async Task<string> KeysAsync(EmulatorClient client) =>
        (await client.GetAsync("https://login.microsoftonline.com/common/discovery/v2.0/keys", token: null)).Text;

    private static async Task<string> SecretAsync(string? folder)
    {
        await using var emulator = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings { DataFolder = folder }, Ct);
        return emulator.Cloud.ClientSecret;
    }

    /// <summary>The plain port, and those of all certificates.</summary>
    /// <summary>Below the ports that the system gives away by itself: another test's connection could have one of those while the emulator starts again.</summary>
    private async Task MovePortsAsync()
    {
        var file = Path.Combine(_folder.Path, "ports.json");
        var ports = JsonSerializer.Deserialize<Dictionary<string, int>>(await File.ReadAllTextAsync(file, Ct))!;
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(ports.ToDictionary(port => port.Key, _ => ProductProcess.FreePort(), StringComparer.Ordinal)), Ct);
    }

    private async Task<int[]> PortsAsync()
    {
        await using var emulator = await StartAsync();
        var certificates = emulator.Scenes.Where(scene => scene.DirectUrl.Scheme == "https" && scene.DirectUrl.Host == "localhost");
        return [emulator.BaseUrl.Port, emulator.Endpoints.First(endpoint => endpoint.Port == 443).Target.Port, .. certificates.Select(scene => scene.DirectUrl.Port)];
    }

    private Task<AzureDevOpsEmulator.Emulator> StartAsync() =>
        AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings { DataFolder = _folder.Path }, Ct);
}
