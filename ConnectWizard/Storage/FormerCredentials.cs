using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

/// <summary>Keeps the credentials that connections had before their last replacement, each within its caller's transaction.</summary>
internal static class FormerCredentials
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private const string Select =
        "SELECT credential_id AS credential, target, facts, kept_until FROM former_credentials WHERE connection_id = @Id AND workspace_id = @Workspace";

    private const string Insert =
        """
        INSERT INTO former_credentials (connection_id, workspace_id, credential_id, target, facts, kept_until)
        VALUES (@Id, @Workspace, @Credential, @Target, @Facts, @KeptUntil)
        """;

    private const string Take = "DELETE FROM former_credentials WHERE connection_id = @Id AND workspace_id = @Workspace";

    private const string Forget =
        """
        DELETE FROM credentials
        WHERE workspace_id = @Workspace AND id = (SELECT credential_id FROM former_credentials WHERE connection_id = @Id AND workspace_id = @Workspace)
        """;

    public static async Task<FormerCredential?> FindFormerAsync(this DbSession session, WorkspaceId workspace, ConnectionId id, DateTimeOffset now) =>
        await session.FindAsync<FormerCredential>(Select, new { Workspace = workspace, Id = id }) is { } former && former.KeptUntil > now ? former : null;

    /// <summary>Keeps what a connection has now, in the place of what was kept before; where its credential was refused, it is deleted.</summary>
    public static async Task KeepFormerAsync(this DbSession session, Connection replaced, DateTimeOffset now)
    {
        await session.ForgetFormerAsync(replaced.Workspace, replaced.Id);
        if (replaced is { Health: ConnectionHealth.Failed, LastProblem: { } problem } && ProblemCatalog.RefusesCredential(problem))
            await session.ExecuteAsync(ConnectionStore.DeleteCredential, replaced);
        else
            await session.ExecuteAsync(Insert, replaced, new { KeptUntil = now + Lifetime });
    }

    /// <summary>The credential stays: it is in use again.</summary>
    public static Task<int> TakeFormerAsync(this DbSession session, WorkspaceId workspace, ConnectionId id) =>
        session.ExecuteAsync(Take, new { Workspace = workspace, Id = id });

    public static Task<int> ForgetFormerAsync(this DbSession session, WorkspaceId workspace, ConnectionId id) =>
        session.ExecuteAsync(Forget, new { Workspace = workspace, Id = id });
}
