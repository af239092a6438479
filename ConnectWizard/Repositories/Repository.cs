namespace ConnectWizard.Repositories;

/// <summary>A Git repository as a listing shows it.</summary>
/// <param name="Name">1 to 256 characters, spaces and any letters.</param>
/// <param name="DefaultBranch">Without <c>refs/heads/</c>; null when the repository is empty.</param>
/// <param name="IsDisabled">Disabled repositories are listed, and refuse everything else. Missing on old servers: false.</param>
/// <param name="IsInMaintenance">For the time being it refuses; missing on old servers: false.</param>
/// <param name="RemoteUrl">The clone address as the server tells it: looked at for what it refers to, never called. Null where the server tells
/// none.</param>
public sealed record Repository(
    Guid Id, string Name, Guid ProjectId, string Project, string? DefaultBranch, bool IsDisabled, bool IsInMaintenance, string? RemoteUrl);

/// <summary>A project as a listing shows it.</summary>
public sealed record Project(Guid Id, string Name);

/// <summary>A project with its capabilities.</summary>
public sealed record ProjectDetails(Guid Id, string Name, bool UsesGit, bool UsesTfvc);

/// <summary>A branch; its name is without <c>refs/heads/</c>.</summary>
public sealed record Branch(string Name, string CommitId);
