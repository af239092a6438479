namespace AzureDevOpsEmulator.World;

/// <summary>
/// Somebody who works at SpaceTech, with what the servers let them do.
/// </summary>
/// <param name="DisplayName">As the servers show it.</param>
/// <param name="Account">The Windows account, <c>DOMAIN\name</c>, which a server has as the unique name.</param>
/// <param name="Sees">The projects that are visible to them.</param>
/// <param name="ManagesHooks">The projects whose service hooks they may view, edit and delete.</param>
internal sealed record Person(string DisplayName, string Account, Reach Sees, Reach ManagesHooks)
{
    /// <summary>
    /// The identity's id. On a server the same person has another one in each collection and at server level.
    /// </summary>
    public Guid IdentityIn(Guid host) => StableId.For("identity", host.ToString(), Account);
}
