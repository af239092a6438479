using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>
/// Keeps hooks. Each method is one transaction that touches what it names and nothing else, for deliveries come in meanwhile. What creates,
/// changes or deletes at Azure DevOps holds the connection's lease.
/// </summary>
public interface IHookStore
{
    Task<IReadOnlyList<Hook>> ListAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>The hooks of all connections of a workspace.</summary>
    Task<IReadOnlyList<Hook>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    Task<Hook?> FindAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken);

    /// <summary>
    /// Brings the connection's rows to what its profiles want: one is planned for what has none, one that no profile wants is to be removed,
    /// and one that is wanted again after all stays.
    /// </summary>
    /// <returns>All hooks of the connection, as they are then.</returns>
    Task<IReadOnlyList<Hook>> PlanAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>
    /// Plans the hooks of a profile that waits for an administrator: <see cref="Hook.ByAdministrator"/> is set for those that were not there.
    /// </summary>
    /// <returns>The profile's hooks.</returns>
    Task<IReadOnlyList<Hook>> PlanForAdministratorAsync(DesiredSubscriptions wanted, CancellationToken cancellationToken);

    /// <summary>
    /// The connections on which something is due: hooks to create, to try again or to remove, profiles without their hooks, a deletion that was interrupted.
    /// </summary>
    Task<IReadOnlyList<Connection>> ListDueAsync(CancellationToken cancellationToken);

    /// <summary>The connections with hooks at Azure DevOps that were last asked about before <paramref name="before"/>, or about which a wrong secret was reported since.</summary>
    Task<IReadOnlyList<Connection>> ListUncheckedAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Deliveries with this secret count from now on; those with the one before it still do. Before the secret is sent.</summary>
    Task ExpectSecretAsync(WorkspaceId workspace, HookId id, string hash, CancellationToken cancellationToken);

    /// <summary>What was to be sent has certainly not been carried out: nothing has to be looked for.</summary>
    Task UnsentAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken);

    /// <summary>Azure DevOps has it, with the secret that was last sent. The secret before that counts for a while, for deliveries that are under way.</summary>
    Task ProvisionedAsync(WorkspaceId workspace, HookId id, Guid subscription, CancellationToken cancellationToken);

    /// <summary>An attempt failed.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="detail">What Azure DevOps said.</param>
    /// <param name="nextTryAt">When to try again; null when it is broken until somebody does something.</param>
    Task FailedAsync(WorkspaceId workspace, HookId id, ProblemCode problem, string? detail, DateTimeOffset? nextTryAt, CancellationToken cancellationToken);

    /// <summary>What Azure DevOps said about it: nothing wrong (which clears what a check had found), or this.</summary>
    /// <param name="found">What it said.</param>
    Task CheckedAsync(WorkspaceId workspace, HookId id, SubscriptionFinding found, CancellationToken cancellationToken);

    /// <summary>Azure DevOps was asked about the connection's hooks and did not answer: what was known stays, and it is asked again later.</summary>
    Task CheckFailedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Somebody wants it repaired: it is planned again, due at once, and an answer that never came is waited for no longer.</summary>
    /// <param name="id">The hook; one that is to be removed is left alone.</param>
    /// <param name="byAdministrator">Whether an administrator repairs it.</param>
    Task ReviveAsync(WorkspaceId workspace, HookId id, bool byAdministrator, CancellationToken cancellationToken);

    /// <summary>Deletes the connection's profiles, and plans the removal of all its hooks; what comes in between is finished by the worker.</summary>
    /// <returns>The hooks that may be at Azure DevOps.</returns>
    Task<IReadOnlyList<Hook>> BeginRemovalAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Whether <see cref="BeginRemovalAsync"/> was called for a connection that is still there.</summary>
    Task<bool> IsBeingRemovedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Forgets a hook that is to be removed, gone at Azure DevOps or left there.</summary>
    Task ForgetAsync(WorkspaceId workspace, HookId id, CancellationToken cancellationToken);

    /// <summary>The hook that an address names.</summary>
    /// <returns>The hook; null for one that there is not, or not any more: its subscription may be told to stop.</returns>
    Task<ReceivingHook?> FindForDeliveryAsync(HookId id, CancellationToken cancellationToken);

    /// <summary>
    /// A delivery came with the right secret, a test included: the hook works, whatever was thought to be broken about it.
    /// </summary>
    /// <param name="subscription">The subscription that the delivery names; null or empty where it names none, as tests may.</param>
    /// <param name="at">When it came.</param>
    Task RecordDeliveryAsync(HookId id, Guid? subscription, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// A delivery came with a wrong secret. Anybody can send one, so nothing changes by it but that Azure DevOps is asked how its own
    /// deliveries fare. To be called as often as it happens.
    /// </summary>
    Task SecretMismatchAsync(HookId id, CancellationToken cancellationToken);
}

/// <summary>What a health check found about a hook.</summary>
/// <param name="Subscription">Its id there; null when it is not there.</param>
/// <param name="Status">Its status as Azure DevOps spells it.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Detail">What Azure DevOps said, bounded, without secrets.</param>
public sealed record SubscriptionFinding(Guid? Subscription, string? Status, ProblemCode? Problem, string? Detail);

/// <summary>A hook as its deliveries are judged by.</summary>
/// <param name="Hook">The hook, with its connection and the repository that deliveries must be about.</param>
/// <param name="Hash">The hash of the secret that was last sent to Azure DevOps; null before the first.</param>
/// <param name="PreviousHash">The hash of the one before it, while that one still counts.</param>
public sealed record ReceivingHook(Hook Hook, string? Hash, string? PreviousHash)
{
    /// <summary>Whether a delivery may come in. Takes as long for a wrong secret as for a right one.</summary>
    /// <param name="presented">The password, or the header's value; null where there is neither.</param>
    public bool Accepts(string? presented) =>
        HookSecret.Matches(presented, Hash) | HookSecret.Matches(presented, PreviousHash);
}
