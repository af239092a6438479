namespace ConnectWizard.ServiceHooks;

/// <summary>What the receiver of deliveries needs to know of hooks, and tells of them.</summary>
public interface IHookDeliveries
{
    /// <summary>The hook that an address names.</summary>
    /// <returns>The hook; null for one that there is not, or not any more: its subscription may be told to stop.</returns>
    Task<ReceivingHook?> FindForDeliveryAsync(HookId id, CancellationToken cancellationToken);

    /// <summary>
    /// A delivery came with the right secret, a test included: the hook works, whatever was thought to be broken about it.
    /// </summary>
    /// <param name="id">The hook.</param>
    /// <param name="subscription">The subscription that the delivery names; null or empty where it names none, as tests may.</param>
    /// <param name="at">When it came.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    Task RecordDeliveryAsync(HookId id, Guid? subscription, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// A delivery came with a wrong secret. Anybody can send one, so nothing changes by it but that Azure DevOps is asked how its own
    /// deliveries fare. To be called as often as it happens.
    /// </summary>
    Task SecretMismatchAsync(HookId id, CancellationToken cancellationToken);
}

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
