using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Changes;

/// <summary>Where something changes: a repository with the collection it is in.</summary>
internal sealed record Place(TeamProjectCollection Collection, Repository Repository);
