using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Administrator;

namespace ConnectWizard;

/// <summary>The stores' methods in the workspace that tests work in.</summary>
internal static class DefaultWorkspace
{
    private static WorkspaceId Workspace => WorkspaceId.Default;

    private static Actor Actor => new(new OwnerId("browser"), Workspace);

    public static Task<ConnectionDraft> CreateAsync(this IDraftStore store, OwnerId owner, ProviderKind provider, CancellationToken ct) =>
        store.CreateAsync(ActorOf(owner), provider, ct);

    public static Task<Result<ConnectionDraft>> FindAsync(this IDraftStore store, DraftId id, OwnerId owner, CancellationToken ct) =>
        store.FindAsync(id, ActorOf(owner), ct);

    public static Task<Result<ConnectionDraft>> UpdateAsync(
        this IDraftStore store, DraftId id, OwnerId owner, Func<ConnectionDraft, ConnectionDraft> change, CancellationToken ct) =>
        store.UpdateAsync(id, ActorOf(owner), change, ct);

    public static Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedAsync(this IDraftStore store, OwnerId owner, CancellationToken ct) =>
        store.ListUnfinishedAsync(ActorOf(owner), ct);

    public static Task DropAsync(this IDraftStore store, DraftId id, OwnerId owner, CancellationToken ct) => store.DropAsync(id, ActorOf(owner), ct);

    public static Task<Result<BuildProfile>> CreateAsync(this IProfileStore store, DraftId draft, OwnerId owner, CancellationToken ct) =>
        store.CreateAsync(draft, ActorOf(owner), ct);

    public static Task<SignOutReceipt?> SignOutAsync(this ICloudAccounts accounts, AccountId id, OwnerId owner, CancellationToken ct) =>
        accounts.SignOutAsync(id, ActorOf(owner), ct);

    public static Task<Result<AccountId>> AddAsync(this IApplicationIdentities identities, OwnerId owner, ApplicationCredential credential, CancellationToken ct) =>
        identities.AddAsync(ActorOf(owner), credential, ct);

    public static Task<Result<AccountId>> AddOfferedAsync(this IApplicationIdentities identities, OwnerId owner, string name, CancellationToken ct) =>
        identities.AddOfferedAsync(ActorOf(owner), name, ct);

    public static Actor ActorOf(OwnerId owner) => new(owner, Workspace);

    public static Task<CredentialId> KeepPendingAsync(this ICredentialStore store, Secret token, ServerTarget target, CancellationToken ct) =>
        store.KeepPendingAsync(Workspace, token, target, ct);

    public static async Task<CredentialId> KeepPendingAsync(this ICredentialStore store, AccountId account, ServerTarget target, CancellationToken ct) =>
        (await store.KeepPendingAsync(Workspace, account, target, ct)).Value;

    public static Task<Result<Secret>> OpenAsync(this ICredentialStore store, CredentialId id, ServerTarget target, CancellationToken ct) =>
        store.OpenAsync(Workspace, id, target, ct);

    public static Task ForgetPendingAsync(this ICredentialStore store, CredentialId id, CancellationToken ct) =>
        store.ForgetPendingAsync(Workspace, id, ct);

    public static Task RecordCheckAsync(
        this IConnectionStore store, ConnectionId id, ConnectionHealth health, ProblemCode? problem, CheckedFacts? facts, CancellationToken ct) =>
        store.RecordCheckAsync(Workspace, id, new CheckRecord(health, problem, facts), ct);

    public static Task RecordCheckAsync(
        this IConnectionStore store, WorkspaceId workspace, ConnectionId id, ConnectionHealth health, ProblemCode? problem, CheckedFacts? facts, CancellationToken ct) =>
        store.RecordCheckAsync(workspace, id, new CheckRecord(health, problem, facts), ct);

    public static Task<IReadOnlyList<BuildProfile>> ListOfConnectionAsync(this IProfileStore store, ConnectionId connection, CancellationToken ct) =>
        store.ListOfConnectionAsync(Workspace, connection, ct);

    public static Task<StoredLink?> FindNewestAsync(this IAdministratorLinkStore store, ProfileId profile, CancellationToken ct) =>
        store.FindNewestAsync(Workspace, profile, ct);

    public static Task RevokeAsync(this IAdministratorLinkStore store, ProfileId profile, DateTimeOffset now, CancellationToken ct) =>
        store.RevokeAsync(Workspace, profile, now, ct);

    public static Task<bool> TryAsync(this IAdministratorLinkStore store, Guid id, DateTimeOffset now, CancellationToken ct) =>
        store.TryAsync(Workspace, id, now, ct);

    public static Task UseAsync(this IAdministratorLinkStore store, Guid id, string by, DateTimeOffset now, CancellationToken ct) =>
        store.UseAsync(Workspace, id, by, now, ct);

    public static Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(this IBuildStore store, ProfileId profile, int limit, CancellationToken ct) =>
        store.ListEventsAsync(Workspace, profile, limit, ct);

    public static Task<IReadOnlyList<BuildRequest>> ListAsync(this IBuildStore store, ProfileId profile, int limit, CancellationToken ct) =>
        store.ListAsync(Workspace, profile, limit, ct);

    public static Task<IReadOnlyList<Hook>> ListAsync(this IHookStore store, ConnectionId connection, CancellationToken ct) =>
        store.ListAsync(Workspace, connection, ct);

    public static Task<IReadOnlyList<Hook>> PlanAsync(this IHookStore store, ConnectionId connection, CancellationToken ct) =>
        store.PlanAsync(Workspace, connection, ct);

    public static Task<IReadOnlyList<Hook>> BeginRemovalAsync(this IHookStore store, ConnectionId connection, CancellationToken ct) =>
        store.BeginRemovalAsync(Workspace, connection, ct);

    public static Task<Hook?> FindAsync(this IHookStore store, HookId id, CancellationToken ct) => store.FindAsync(Workspace, id, ct);

    public static Task ExpectSecretAsync(this IHookStore store, HookId id, string hash, CancellationToken ct) =>
        store.ExpectSecretAsync(Workspace, id, hash, ct);

    public static Task ProvisionedAsync(this IHookStore store, HookId id, Guid subscription, CancellationToken ct) =>
        store.ProvisionedAsync(Workspace, id, subscription, ct);

    public static Task FailedAsync(
        this IHookStore store, HookId id, ProblemCode problem, string? detail, DateTimeOffset? nextTryAt, CancellationToken ct) =>
        store.FailedAsync(Workspace, id, problem, detail, nextTryAt, ct);

    public static Task CheckedAsync(this IHookStore store, HookId id, SubscriptionFinding found, CancellationToken ct) =>
        store.CheckedAsync(Workspace, id, found, ct);

    public static Task ReviveAsync(this IHookStore store, HookId id, bool byAdministrator, CancellationToken ct) =>
        store.ReviveAsync(Workspace, id, byAdministrator, ct);

    public static Task ForgetAsync(this IHookStore store, HookId id, CancellationToken ct) => store.ForgetAsync(Workspace, id, ct);

    public static Task<WebhookSummary> FindAsync(this IProfileWebhooks webhooks, BuildProfile profile, CancellationToken ct) =>
        webhooks.FindAsync(Actor, profile, ct);

    public static Task CheckAsync(this IProfileWebhooks webhooks, BuildProfile profile, CancellationToken ct) =>
        webhooks.CheckAsync(Actor, profile, ct);

    public static Task<Result<WebhookSummary>> RepairAsync(this IProfileWebhooks webhooks, BuildProfile profile, CancellationToken ct) =>
        webhooks.RepairAsync(Actor, profile, ct);

    public static Task<RemovalReceipt?> DeleteProfileAsync(this IHookRemoval removal, ProfileId profile, CancellationToken ct) =>
        removal.DeleteProfileAsync(Actor, profile, ct);

    public static Task<RemovalReceipt?> DeleteConnectionAsync(this IHookRemoval removal, ConnectionId connection, CancellationToken ct) =>
        removal.DeleteConnectionAsync(Actor, connection, ct);

    public static Task<AdministratorLink> CreateAsync(this IAdministratorLinks links, BuildProfile profile, CancellationToken ct) =>
        links.CreateAsync(Actor, profile, ct);

    public static Task<AdministratorLinkState?> FindAsync(this IAdministratorLinks links, BuildProfile profile, CancellationToken ct) =>
        links.FindAsync(Actor, profile, ct);

    public static Task RevokeAsync(this IAdministratorLinks links, BuildProfile profile, CancellationToken ct) => links.RevokeAsync(Actor, profile, ct);
}
