namespace ConnectWizard.Connections;

/// <summary>Who acts, and in which workspace: today the browser, which owns its drafts and its signed-in accounts.</summary>
public sealed record Actor(OwnerId Owner, WorkspaceId Workspace);

/// <summary>Finds the actor.</summary>
public static class BrowserActor
{
    public static async ValueTask<Actor> GetActorAsync(this IBrowserIdentity browser, CancellationToken cancellationToken) =>
        new(await browser.GetOwnerAsync(cancellationToken), WorkspaceId.Default);
}
