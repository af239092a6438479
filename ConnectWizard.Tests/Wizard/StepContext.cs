using Bunit;
using ConnectWizard.Accounts;
using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Administrator;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using NSubstitute;

namespace ConnectWizard.Wizard;

/// <summary>
/// What a step stands on: a draft that is checked and accepted, stores in memory, and a server of which the test says what it answers.
/// </summary>
public abstract class StepContext : BunitContext
{
    private readonly ICredentialStore _credentials = Substitute.For<ICredentialStore>();
    private readonly IServiceHooksGateway _serviceHooks = Substitute.For<IServiceHooksGateway>();
    private readonly IProfileStore _profiles = Substitute.For<IProfileStore>();
    private readonly IConnectionStore _connections = Substitute.For<IConnectionStore>();

    private protected StepContext()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        JSInterop.Mode = JSRuntimeMode.Loose;
        TokenIs(RepositorySamples.Token);
        TokenScopeIs(true);
        ProfilesAre();
        ExistingIs(null);
        ConnectionsAre();
        Services.AddMudServices().AddLocalization().AddLogging().AddRepositories();
        Services.AddSingleton<IDraftStore>(Drafts).AddSingleton(_credentials).AddSingleton<IBrowserIdentity>(Drafts).AddSingleton<IAzureDevOpsGateway>(Gateway).AddSingleton<IRepositoryGateway>(Gateway).AddSingleton<IRepositoryRefs>(Gateway)
            .AddSingleton(_serviceHooks)
            .AddSingleton(Check);
        Cloud.AddTo(Services);
        WebhooksAre(WebhookHealth.Waiting);
        _serviceHooks.AskPermissionAsync(default!, default!, default, default!, default).ReturnsForAnyArgs(call =>
            Gateway.WebhookRight?.Invoke(call.Arg<IReadOnlyList<Guid>>(), call.Arg<CancellationToken>()) ?? throw new NotSupportedException(nameof(IServiceHooksGateway.AskPermissionAsync)));
        Services.AddSingleton(Webhooks).AddSingleton(Links).AddSingleton<IPublicEndpoint>(Address).AddSingleton(Signals).AddScoped<ProfileWatch>();
        Services.AddSingleton(new PollingInterval(TimeSpan.FromMinutes(2))).AddSingleton(Substitute.For<IPolling>());
        Services.AddSingleton(Substitute.For<AntiforgeryStateProvider>());
        Services.AddSingleton(_profiles).AddSingleton(_connections).AddScoped<ConnectionState>().AddScoped<CircuitConnectionMonitor>().AddScoped<PageScript>();
    }

    private protected IProfileWebhooks Webhooks { get; } = Substitute.For<IProfileWebhooks>();

    private protected IConnectionCheck Check { get; } = Substitute.For<IConnectionCheck>();

    private protected IAdministratorLinks Links { get; } = Substitute.For<IAdministratorLinks>();

    private protected ProfileSignals Signals { get; } = new();

    private protected AddressFixture Address { get; } = new();

    private protected DraftFixture Drafts { get; } = new();

    private protected ScriptedGateway Gateway { get; } = new();

    private protected CloudFixture Cloud { get; } = new();

    /// <summary>False for a step as it is prerendered.</summary>
    private protected bool IsInteractive { get; set; } = true;

    /// <summary>The calls of a function of the page's scripts, each by its arguments.</summary>
    private protected IReadOnlyList<IReadOnlyList<string>> CallsOf(string function) => JSInterop.CallsOf(function);

    /// <summary>How often the step said that it is answered.</summary>
    private protected int Answers { get; private set; }

    /// <summary>How often a creation was stored.</summary>
    private protected int Creations => _profiles.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(IProfileStore.CreateAsync));

    private protected ConnectionDraft Draft => Drafts.Draft;

    private protected ConnectionState State => Services.GetRequiredService<ConnectionState>();

    private protected void TokenIs(Secret? token) => _credentials.OpenAsync(default, default, default!, default)
        .ReturnsForAnyArgs(token is null ? Result<Secret>.FromProblem(new Problem(ProblemCode.CredentialNeeded)) : token);

    private protected void TokenComesFrom(Task<Result<Secret>> opening) => _credentials.OpenAsync(default, default!, default).ReturnsForAnyArgs(opening);

    /// <summary>Whether the token may speak of service hooks.</summary>
    private protected void TokenScopeIs(Result<bool> answer) => _serviceHooks.AskTokenAsync(default!, default!, default).ReturnsForAnyArgs(answer);

    private protected void ExistingIs(Connection? connection) => _connections.FindExistingAsync(default, default!, default!, default).ReturnsForAnyArgs(connection);

    private protected void ConnectionsAre(params Connection[] connections) => _connections.ListAsync(default, default).ReturnsForAnyArgs(connections);

    private protected void CreationGives(Task<Result<BuildProfile>> result) =>
        _profiles.CreateAsync(default, default(Actor)!, default).ReturnsForAnyArgs(result);

    private protected void ProfilesAre(params BuildProfile[] profiles)
    {
        _profiles.ListAsync(default, default).ReturnsForAnyArgs(profiles);
        _profiles.FindAsync(default, default, default).ReturnsForAnyArgs(profiles.FirstOrDefault());
    }

    private protected void WebhooksAre(WebhookHealth health, Problem? problem = null, bool canRepair = false) =>
        Webhooks.FindAsync(default!, default!, default).ReturnsForAnyArgs(new WebhookSummary(health, problem, LastDeliveryAt: null, CheckedAt: null, canRepair));

    /// <summary>Renders a step on the draft, as the wizard's page does.</summary>
    private protected async Task<IRenderedComponent<TStep>> ShowAsync<TStep>(Func<ConnectionDraft, ConnectionDraft>? change = null)
        where TStep : IComponent
    {
        SetRendererInfo(new RendererInfo(IsInteractive ? "Server" : "Static", IsInteractive));
        Drafts.Draft = change?.Invoke(Draft) ?? Draft;
        await Services.GetRequiredService<ConnectionState>().LoadAsync(Draft.Id, Xunit.TestContext.Current.CancellationToken);
        return Render<TStep>(parameters =>
        {
            if (typeof(TStep).GetProperty("Answered") is not null)
                parameters.TryAdd("Answered", EventCallback.Factory.Create(this, () => Answers++));
        });
    }
}

/// <summary>Where this installation is.</summary>
internal sealed class AddressFixture : IPublicEndpoint
{
    public Uri Current { get; set; } = new("https://builds.example/");

    public Task UntilListeningAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The draft of a test, and the browser that owns it.</summary>
internal sealed class DraftFixture : IDraftStore, IBrowserIdentity
{
    private static readonly OwnerId Owner = new("this browser");

    public ConnectionDraft Draft { get; set; } = new()
    {
        Id = DraftId.New(),
        Workspace = WorkspaceId.Default,
        Owner = Owner,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Provider = ProviderKind.Server,
        Server = new ServerAnswers { Name = "SpaceTech", Url = "https://azure.spacetech.example", Collection = "Space Missions" },
        Target = RepositorySamples.Target,
        Credential = CredentialId.New(),
        Facts = new CheckedFacts("id", "Ada Lovelace", null, "Azure DevOps Server 2022.1", "7.1", 3, WebhookRight.Allowed, [], DateTimeOffset.UnixEpoch),
        CheckAccepted = true,
    };

    public WorkspaceId Workspace => Draft.Workspace;

    public ValueTask<OwnerId> GetOwnerAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Owner);

    public ValueTask<string?> GetAddressAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    /// <summary>Drafts beside the test's own.</summary>
    public Dictionary<DraftId, ConnectionDraft> Others { get; } = [];

    /// <summary>What storing waits for.</summary>
    public Task Storing { get; set; } = Task.CompletedTask;

    public Task<Result<ConnectionDraft>> FindAsync(DraftId id, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult(Result<ConnectionDraft>.FromValue(Others.GetValueOrDefault(id, Draft)));

    public async Task<Result<ConnectionDraft>> UpdateAsync(
        DraftId id, Actor actor, Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken)
    {
        await Storing;
        Draft = Draft.Profile is null ? change(Draft) : Draft;
        return Draft;
    }

    public Task<ConnectionDraft> CreateAsync(Actor actor, ProviderKind provider, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedAsync(Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DropAsync(DraftId id, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException();
}
