using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConnectWizard.Builds;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>The real product with a profile whose hook is at an Azure DevOps that nobody reaches: deliveries come from the test.</summary>
internal sealed class ReceivingApp : IAsyncDisposable
{
    private readonly RunningApp _app;

    private ReceivingApp(RunningApp app, CollectedLogs logs) => (_app, Logs) = (app, logs);

    public CollectedLogs Logs { get; }

    public BuildProfile Profile { get; private set; } = null!;

    /// <summary>The hook for pushes.</summary>
    public Hook Hook { get; private set; } = null!;

    public Secret Secret { get; } = HookSecret.New();

    public HttpClient Client => _app.Client;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="ct">Ends the start.</param>
    /// <param name="configure">As of <see cref="ConnectWizardApp.BuildAsync"/>.</param>
    /// <param name="triggerPullRequest">Of the profile.</param>
    /// <param name="settings">With two listeners, which then are the only ones.</param>
    public static async Task<ReceivingApp> StartAsync(
        CancellationToken ct, Action<WebApplicationBuilder>? configure = null, bool triggerPullRequest = false, IReadOnlyList<(string Key, string Value)>? settings = null)
    {
        var logs = new CollectedLogs();
        var running = await RunningApp.StartAsync(ct, settings, arguments: settings is null ? null : [], configure: builder =>
        {
            builder.Logging.AddProvider(logs);
            // It would look for an Azure DevOps that there is not, and find the hook broken.
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationFactory?.Method.ReturnType == typeof(HookWorker)));
            configure?.Invoke(builder);
        });
        var app = new ReceivingApp(running, logs);
        await app.BeginAsync(ct, triggerPullRequest);
        return app;
    }

    /// <summary>A profile of a repository of its own, and its hook; in place of those before.</summary>
    public async Task BeginAsync(CancellationToken ct, bool triggerPullRequest = false)
    {
        Profile = await CreateProfileAsync(ct, triggerPullRequest, Profile is null ? null : Guid.NewGuid());
        Hook = await PlaceHookAsync(Profile, HookKind.Push, ct);
    }

    /// <summary>A profile on the one connection; <paramref name="repository"/> is another repository than the first profile's.</summary>
    public async Task<BuildProfile> CreateProfileAsync(CancellationToken ct, bool triggerPullRequest = false, Guid? repository = null)
    {
        var drafts = Get<IDraftStore>();
        var draft = await drafts.CreateAsync(Samples.Owner, ProviderKind.Server, ct);
        var credential = await Get<ICredentialStore>().KeepPendingAsync(Samples.Token(), Samples.Target, ct);
        var place = repository is { } id ? Samples.Repository with { Id = id } : Samples.Repository;
        var profile = Samples.Profile() with { TriggerPullRequest = triggerPullRequest, Repository = place };
        await drafts.UpdateAsync(draft.Id, Samples.Owner, it => it.Answered(credential, profile), ct);
        return (await Get<IProfileStore>().CreateAsync(draft.Id, Samples.Owner, ct)).Value!;
    }

    public async Task<Hook> PlaceHookAsync(BuildProfile profile, HookKind kind, CancellationToken ct)
    {
        var store = Get<IHookStore>();
        var hook = (await store.PlanAsync(profile.Connection, ct)).Single(hook => hook.Kind == kind && hook.RepositoryId == profile.Repository.Id);
        await store.ExpectSecretAsync(hook.Id, HookSecret.HashOf(Secret), ct);
        await store.ProvisionedAsync(hook.Id, Guid.NewGuid(), ct);
        return (await store.FindAsync(hook.Id, ct))!;
    }

    public HttpRequestMessage Request(HttpContent content, Secret? secret = null, Hook? hook = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{(hook ?? Hook).Id}") { Content = content };
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{HookSecret.UserName}:{(secret ?? Secret).Reveal()}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        return request;
    }

    public Task<HttpResponseMessage> DeliverAsync(JsonObject payload, CancellationToken ct, Secret? secret = null, Hook? hook = null) =>
        Client.SendAsync(Request(Json(payload), secret, hook), ct);

    public static StringContent Json(JsonObject payload) => new(payload.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>Processes what a store without an application holds.</summary>
    public static Task ProcessAsync(TestStore store, CancellationToken ct)
    {
        var loop = new WorkerLoop<DeliveryProcessor>(TimeProvider.System);
        var (deliveries, hooks) = (store.Services.GetRequiredService<IDeliveryStore>(), store.Services.GetRequiredService<IHookStore>());
        var signals = new ProfileSignals();
        var receipts = new DeliveryReceipts(hooks, new ConnectionSignals(store.Profiles, signals), loop, new WorkerLoop<HookWorker>(TimeProvider.System));
        var dispatch = new WorkerLoop<BuildDispatcher>(TimeProvider.System);
        return new DeliveryProcessor(deliveries, store.Profiles, receipts, loop, dispatch, signals, NullLogger<DeliveryProcessor>.Instance).ProcessAsync(ct);
    }

    /// <summary>Processes what was stored, beside the worker and in its place: afterwards all is processed.</summary>
    public async Task<IReadOnlyList<BuildRequest>> ProcessAsync(CancellationToken ct)
    {
        await Get<DeliveryProcessor>().ProcessAsync(ct);
        return await Get<IBuilds>().ListAsync(Samples.Actor, Profile.Id, 100, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Logs.Dispose();
    }
}

/// <summary>One product for all tests of a class, each with a profile of its own.</summary>
public sealed class ReceivingAppFixture : IAsyncLifetime
{
    internal ReceivingApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await ReceivingApp.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
