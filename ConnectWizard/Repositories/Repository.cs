namespace ConnectWizard.Repositories;

/// <param name="Name">1 to 256 characters, spaces and any letters.</param>
/// <param name="DefaultBranch">Without <c>refs/heads/</c>; null when the repository is empty.</param>
/// <param name="IsDisabled">Disabled repositories are listed and refuse everything else. Missing on old servers: false.</param>
/// <param name="IsInMaintenance">It refuses for now. Missing on old servers: false.</param>
/// <param name="RemoteUrl">The clone address as sent: shown, never called.</param>
public sealed record Repository(
    Guid Id, string Name, Guid ProjectId, string Project, string? DefaultBranch, bool IsDisabled, bool IsInMaintenance, string? RemoteUrl);

public sealed record Project(Guid Id, string Name);

public sealed record ProjectDetails(Guid Id, string Name, bool UsesGit, bool UsesTfvc);

/// <param name="Name">Without <c>refs/heads/</c>.</param>
public sealed record Branch(string Name, string CommitId);
