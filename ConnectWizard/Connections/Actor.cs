namespace ConnectWizard.Connections;

/// <summary>Who acts, and in which workspace: today the browser, which owns its drafts and its signed-in accounts.</summary>
public sealed record Actor(OwnerId Owner, WorkspaceId Workspace);
