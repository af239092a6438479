namespace AzureDevOpsEmulator.World;

/// <summary>A project collection: what the first path segment of a server's addresses names.</summary>
internal sealed record TeamProjectCollection(Guid Id, string Name, IReadOnlyList<TeamProject> Projects);
