using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Hooks;

/// <summary>An emulator with a client and a receiver of its own for one test: subscriptions of others would disturb it.</summary>
internal sealed class HookFixture : IAsyncDisposable
{
    public const string Collection = "/DefaultCollection";
    public const string Hooks = Collection + "/_apis/hooks";
    public const string Version = "api-version=7.1";

    private HookFixture(AzureDevOpsEmulator.Emulator emulator, HookReceiver receiver)
    {
        Emulator = emulator;
        Receiver = receiver;
        Client = new EmulatorClient(emulator);
    }

    public static RepositoryPath MissionControl { get; } = new("azure", "DefaultCollection", "Mission Control", "mission-control");

    public AzureDevOpsEmulator.Emulator Emulator { get; }

    public EmulatedWorld World => Emulator.World;

    public HookReceiver Receiver { get; }

    public EmulatorClient Client { get; }

    public static async Task<HookFixture> StartAsync(double delayFactor = 1, string? folder = null, TimeProvider? time = null, bool masks = true)
    {
        var settings = new EmulatorSettings { HookDelayFactor = delayFactor, DataFolder = folder, TimeProvider = time ?? TimeProvider.System, MasksHookSecrets = masks };
        var emulator = await AzureDevOpsEmulator.Emulator.StartAsync(settings, TestContext.Current.CancellationToken);
        return new HookFixture(emulator, await HookReceiver.StartAsync());
    }

    public async Task<string> ProjectIdAsync(string project = "Mission Control") =>
        (await Client.GetAsync($"{Collection}/_apis/projects/{Uri.EscapeDataString(project)}")).TextAt("id")!;

    public async Task<string> RepositoryIdAsync(string project, string repository) =>
        (await Client.GetAsync($"{Collection}/{Uri.EscapeDataString(project)}/_apis/git/repositories/{repository}")).TextAt("id")!;

    /// <summary>A body for a subscription in Mission Control, for tests to change.</summary>
    public async Task<JsonObject> DraftAsync(string eventType = "git.push") => new()
    {
        ["publisherId"] = "tfs",
        ["eventType"] = eventType,
        ["resourceVersion"] = "1.0",
        ["consumerId"] = "webHooks",
        ["consumerActionId"] = "httpRequest",
        ["publisherInputs"] = new JsonObject { ["projectId"] = await ProjectIdAsync() },
        ["consumerInputs"] = new JsonObject { ["url"] = Receiver.Url, ["resourceDetailsToSend"] = "all" },
    };

    public async Task<Guid> SubscribeAsync(string eventType = "git.push", Action<JsonObject>? change = null, string token = "full")
    {
        var draft = await DraftAsync(eventType);
        change?.Invoke(draft);
        var answer = await SendAsync(HttpMethod.Post, Hooks + "/subscriptions", draft, token);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return answer.Json.GetProperty("id").GetGuid();
    }

    public Task<WireResponse> SendAsync(HttpMethod method, string path, JsonNode? body = null, string token = "full") =>
        Client.SendAsync(method, $"{path}{(path.Contains('?') ? '&' : '?')}{Version}", token, request =>
            request.Content = body is null ? null : JsonContent.Create(body));

    public async Task<string?> StatusOfAsync(Guid subscription) =>
        (await SendAsync(HttpMethod.Get, $"{Hooks}/subscriptions/{subscription}")).TextAt("status");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
