namespace AzureDevOpsEmulator.World;

/// <summary>
/// Somebody who works at SpaceTech, with what the servers let them do.
/// </summary>
/// <param name="DisplayName">As the servers show it.</param>
/// <param name="Account">
/// The unique name: on a server the Windows account, <c>DOMAIN\name</c>, in the cloud what the person signs in with.
/// </param>
/// <param name="Sees">The projects that are visible to them.</param>
/// <param name="ManagesHooks">The projects whose service hooks they may view, edit and delete.</param>
internal sealed record Person(string DisplayName, string Account, Reach Sees, Reach ManagesHooks)
{
    /// <summary>The Microsoft Entra tenant of the account; none for one of a Windows domain.</summary>
    public Guid? Tenant { get; init; }

    /// <summary>
    /// The identity's id. On a server the same person has another one in each collection and at server level, in the cloud one for a tenant.
    /// </summary>
    public Guid IdentityIn(Guid host) => StableId.For("identity", (Tenant ?? host).ToString(), Account);
}
