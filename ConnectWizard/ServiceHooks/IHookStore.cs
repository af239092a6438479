using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>Each method is one transaction that touches only what it names. Whoever changes anything at Azure DevOps holds the connection's lease.</summary>
public interface IHookStore
{
    Task<IReadOnlyList<Hook>> ListAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Those of the profiles' repositories.</summary>
    Task<IReadOnlyList<Hook>> ListAsync(WorkspaceId workspace, IReadOnlyList<BuildProfile> profiles, CancellationToken cancellationToken);

    /// <summary>Those that somebody has to fix.</summary>
    Task<IReadOnlyList<Hook>> ListBrokenAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    Task<Hook?> FindAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken);

    /// <summary>Brings the connection's rows to what its profiles want, and returns all of them.</summary>
    Task<IReadOnlyList<Hook>> PlanAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Plans the hooks of a profile that waits for an administrator, and returns them.</summary>
    Task<IReadOnlyList<Hook>> PlanForAdministratorAsync(DesiredSubscriptions wanted, CancellationToken cancellationToken);

    Task<IReadOnlyList<Connection>> ListDueAsync(CancellationToken cancellationToken);

    /// <summary>The connections whose hooks were last checked before <paramref name="before"/>, or received a wrong secret since.</summary>
    Task<IReadOnlyList<Connection>> ListUncheckedAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>
    /// Deliveries with this secret count from now on. Those with earlier ones still do, back to the last that Azure DevOps is known to have. Called
    /// before the secret is sent.
    /// </summary>
    Task ExpectSecretAsync(WorkspaceId workspace, HookId id, string hash, CancellationToken cancellationToken);

    /// <summary>What was to be sent has certainly not been carried out.</summary>
    Task UnsentAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken);

    /// <summary>Azure DevOps has the secret that was last sent. Earlier ones count for a while, for deliveries that are under way.</summary>
    Task ProvisionedAsync(WorkspaceId workspace, HookId id, Guid subscription, CancellationToken cancellationToken);

    /// <param name="nextTryAt">Null when it is broken until somebody does something.</param>
    Task FailedAsync(WorkspaceId workspace, HookId id, ProblemCode problem, string? detail, DateTimeOffset? nextTryAt, CancellationToken cancellationToken);

    /// <summary>Records what a health check found; nothing wrong clears what an earlier check had found.</summary>
    Task CheckedAsync(WorkspaceId workspace, HookId id, SubscriptionFinding found, CancellationToken cancellationToken);

    /// <summary>Azure DevOps did not answer: what was known stays, and it is asked again later.</summary>
    Task CheckFailedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Plans a repair, due at once; a hook that is to be removed is left alone.</summary>
    Task ReviveAsync(WorkspaceId workspace, HookId id, bool byAdministrator, CancellationToken cancellationToken);

    /// <summary>Deletes the connection's profiles and plans the removal of all its hooks, which are returned; the worker finishes an interrupted removal.</summary>
    Task<IReadOnlyList<Hook>> BeginRemovalAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    Task<bool> IsBeingRemovedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    Task ForgetAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken);

    /// <returns>Null for one that doesn't exist any more: its subscription may be told to stop.</returns>
    Task<ReceivingHook?> FindForDeliveryAsync(HookId id, CancellationToken cancellationToken);

    /// <summary>A delivery came with the right secret: the hook works if it was an event, or a test and no event failed before.</summary>
    /// <param name="subscription">Null or empty where the delivery names none, as tests may.</param>
    Task RecordDeliveryAsync(HookId id, Guid? subscription, DeliveryKind kind, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Polling found a change that a hook which works had not reported by then.</summary>
    Task EventMissedAsync(WorkspaceId workspace, ConnectionId connection, Guid repository, HookKind kind, CancellationToken cancellationToken);

    /// <summary>A delivery came with a wrong secret. Anybody can send one, so it only leads to a health check.</summary>
    Task SecretMismatchAsync(HookId id, CancellationToken cancellationToken);
}

public sealed record SubscriptionFinding(Guid? Subscription, string? Status, ProblemCode? Problem, string? Detail);

/// <param name="Hashes">Of the secrets that may have been sent to Azure DevOps; empty before the first.</param>
public sealed record ReceivingHook(Hook Hook, IReadOnlyList<string> Hashes)
{
    /// <summary>Takes as long for a wrong secret as for a right one.</summary>
    public bool Accepts(string? presented) => Hashes.Aggregate(false, (accepts, hash) => accepts | HookSecret.Matches(presented, hash));
}
