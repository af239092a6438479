using Bunit;
using ConnectWizard.Accounts;
using ConnectWizard.Audit;
using ConnectWizard.Builds;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Notifications;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Administrator;
using ConnectWizard.Storage;
using ConnectWizard.Wizard;
using ConnectWizard.Workers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using NSubstitute;

namespace ConnectWizard.Dashboard;

/// <summary>What the pages after the wizard stand on: a connection with a profile, and services of which the test says what they answer.</summary>
public abstract class PageContext : BunitContext
{
    private protected PageContext()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Connection = Samples.Connection(CredentialId.New());
        Profile = Samples.Profile() with { Connection = Connection.Id };
        Profiles.FindAsync(default, default, default).ReturnsForAnyArgs(_ => Profile);
        Connections.FindAsync(default, default, default).ReturnsForAnyArgs(Connection);
        Credentials.OpenAsync(default, default, default!, default).ReturnsForAnyArgs(Samples.Token());
        Drafts.ListUnfinishedAsync(default(Actor)!, default).ReturnsForAnyArgs([]);
        WebhooksAre(WebhookHealth.Working);
        Builds.BuildSystem.Returns("https://builds.spacetech.example");
        Builds.ListRecentAsync(default!, default!, default, default).ReturnsForAnyArgs([]);
        Builds.ListAsync(default!, default, default, default).ReturnsForAnyArgs(_ => Requested);
        Builds.ListEventsAsync(default!, default, default, default).ReturnsForAnyArgs(_ => Arrived);
        Browser.GetOwnerAsync(default).ReturnsForAnyArgs(Samples.Owner);
        Browser.Workspace.Returns(WorkspaceId.Default);
        ProfilesAre();
        Webhooks.ListBrokenAsync(default!, default).ReturnsForAnyArgs([]);
        Webhooks.ListAsync(default!, default!, default!, default).ReturnsForAnyArgs(new Dictionary<ProfileId, WebhookSummary>());
        Audit.ListAsync(default, default!, default, default).ReturnsForAnyArgs([]);
        Services.AddSingleton(Accounts).AddSingleton(Identities).AddSingleton(Audit).AddAudit();
        Services.AddSingleton(Browser).AddSingleton(Credentials).AddSingleton(Drafts).AddSingleton(Substitute.For<IAuditTrail>()).AddConnectionService().AddProfiles();
        Recipients.ListAsync(default, default, default).ReturnsForAnyArgs([]);
        Sent.ListAsync(default, default, default, default).ReturnsForAnyArgs([]);
        Services.AddSingleton(Recipients).AddSingleton(Sent).AddSingleton(Options.Create(Mail)).AddSingleton(Options.Create(Operator));
        Services.AddSingleton(new RecipientLinks(new EphemeralDataProtectionProvider())).AddSingleton<RecipientService>().AddSingleton<RecipientFormValidator>().AddSingleton(typeof(WorkerLoop<>));
        Services.AddLocalization().AddSingleton(Profiles).AddSingleton(Connections).AddSingleton(Webhooks).AddSingleton(Builds).AddSingleton(Removal).AddSingleton(Links);
        Services.AddMudServices().AddLogging().AddScoped<PageScript>();
        Services.AddSingleton(Signals).AddScoped<CircuitConnectionMonitor>().AddSingleton<IPublicEndpoint>(new AddressFixture());
        var polling = Substitute.For<IPolling>();
        polling.Interval.Returns("2 minutes");
        Services.AddSingleton(polling).AddSingleton(new PollingInterval(TimeSpan.FromMinutes(2))).AddSingleton(new DemoLinks()).AddSingleton(TimeProvider.System);
    }

    private protected Connection Connection { get; }

    private protected BuildProfile? Profile { get; set; }

    private protected IReadOnlyList<BuildRequest> Requested { get; set; } = [];

    private protected IReadOnlyList<ProfileEvent> Arrived { get; set; } = [];

    private protected IProfileStore Profiles { get; } = Substitute.For<IProfileStore>();

    private protected IAuditStore Audit { get; } = Substitute.For<IAuditStore>();

    private protected ICloudAccounts Accounts { get; } = Substitute.For<ICloudAccounts>();

    private protected IApplicationIdentities Identities { get; } = Substitute.For<IApplicationIdentities>();

    private protected IConnectionStore Connections { get; } = Substitute.For<IConnectionStore>();

    private protected IProfileWebhooks Webhooks { get; } = Substitute.For<IProfileWebhooks>();

    private protected IBrowserIdentity Browser { get; } = Substitute.For<IBrowserIdentity>();

    private protected ICredentialStore Credentials { get; } = Substitute.For<ICredentialStore>();

    private protected IDraftStore Drafts { get; } = Substitute.For<IDraftStore>();

    private protected IBuilds Builds { get; } = Substitute.For<IBuilds>();

    private protected IHookRemoval Removal { get; } = Substitute.For<IHookRemoval>();

    private protected IAdministratorLinks Links { get; } = Substitute.For<IAdministratorLinks>();

    private protected IRecipientStore Recipients { get; } = Substitute.For<IRecipientStore>();

    private protected INotificationStore Sent { get; } = Substitute.For<INotificationStore>();

    /// <summary>Not set up, unless a test says otherwise.</summary>
    private protected MailOptions Mail { get; } = new();

    private protected NotificationsOptions Operator { get; } = new();

    private protected ProfileSignals Signals { get; } = new();

    private protected static BuildRequest Build(BuildState state = BuildState.Queued, string? answer = null) => new()
    {
        Id = BuildRequestId.New(),
        Workspace = WorkspaceId.Default,
        Profile = ProfileId.New(),
        Key = "push",
        Cause = BuildCause.Push,
        Commit = CommitId.Parse("0123456789abcdef0123456789abcdef01234567"),
        Ref = RefName.Parse("refs/heads/release/1.0"),
        Author = "Ada Łovelace",
        Title = "Land softly",
        State = state,
        Attempts = 3,
        LastResponse = answer,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private protected static ProfileEvent Event(string title, string kind = "git.push", BuildRequestId? built = null) =>
        new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, kind, title, "Ada Łovelace", Skipped: null, built);

    private protected void ProfilesAre(params IReadOnlyList<BuildProfile> profiles)
    {
        Profiles.CountAsync(default, default).ReturnsForAnyArgs([.. profiles.CountBy(profile => profile.Connection).Select(count => new ProfileCount { Connection = count.Key, Count = count.Value })]);
        Profiles.ListFirstAsync(default, default!, default, default).ReturnsForAnyArgs(call =>
            [.. profiles.GroupBy(profile => profile.Connection).Where(of => call.Arg<IReadOnlyList<ConnectionId>>().Contains(of.Key)).SelectMany(of => of.Take(call.Arg<int>()))]);
        Profiles.ListAsync(default, default!, default).ReturnsForAnyArgs(call => [.. profiles.Where(profile => call.Arg<IReadOnlyList<ProfileId>>().Contains(profile.Id))]);
    }

    private protected void WebhooksAre(WebhookHealth health, Problem? problem = null, bool canRepair = false) =>
        Webhooks.FindAsync(default!, default!, default).ReturnsForAnyArgs(new WebhookSummary(health, problem, LastDeliveryAt: null, CheckedAt: null, canRepair));

    private protected IRenderedComponent<ProfilePage> ShowProfile()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return Render<ProfilePage>(parameters => parameters.Add(page => page.IdText, Samples.Profile().Id.ToString()));
    }
}
