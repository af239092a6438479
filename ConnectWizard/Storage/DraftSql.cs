using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

internal static class DraftSql
{
    public const string Insert =
        """
        INSERT INTO drafts (id, workspace_id, owner, document, credential_id, profile_id, created_at, updated_at)
        VALUES (@Id, @Workspace, @Owner, @Document, NULL, NULL, @CreatedAt, @UpdatedAt)
        """;

    public const string SelectUnfinished = $"{SelectAll} WHERE owner = @Owner AND profile_id IS NULL ORDER BY updated_at DESC, drafts.id";

    /// <summary>A credential that was swept in the meantime is left out, and asked for again.</summary>
    public const string Update =
        """
        UPDATE drafts
        SET document = @Document, updated_at = @Now,
            credential_id = (SELECT id FROM credentials WHERE id = @Credential AND workspace_id = @Workspace)
        WHERE id = @Id AND workspace_id = @Workspace AND profile_id IS NULL
        """;

    /// <summary>The pending credentials of what <see cref="DeleteOldest"/> deletes; before it.</summary>
    public const string ForgetOldest =
        $"DELETE FROM credentials WHERE workspace_id = @Workspace AND pending = 1 AND id IN (SELECT credential_id FROM drafts WHERE id IN ({Oldest}))";

    public const string DeleteOldest = $"DELETE FROM drafts WHERE workspace_id = @Workspace AND id IN ({Oldest})";

    public const string Delete = "DELETE FROM drafts WHERE id = @Id AND workspace_id = @Workspace";

    public const string Finish =
        "UPDATE drafts SET profile_id = @Profile, credential_id = NULL, updated_at = @Now WHERE id = @Id AND workspace_id = @Workspace";

    private const string SelectAll =
        """
        SELECT id, workspace_id AS workspace, owner, created_at, updated_at, credential_id AS credential, profile_id AS profile, document
        FROM drafts
        """;

    private const string Oldest =
        """
        SELECT id FROM drafts WHERE workspace_id = @Workspace AND owner = @Owner AND profile_id IS NULL AND id NOT IN (
            SELECT id FROM drafts WHERE workspace_id = @Workspace AND owner = @Owner AND profile_id IS NULL ORDER BY updated_at DESC, id DESC LIMIT @Kept)
        """;

    private const string ForgetPending = "DELETE FROM credentials WHERE id = @Id AND workspace_id = @Workspace AND pending = 1";

    public static async Task<Result<ConnectionDraft>> FindDraftAsync(this DbSession session, DraftId id, OwnerId owner)
    {
        var draft = (await session.QueryDraftsAsync($"{SelectAll} WHERE id = @Id", new { Id = id })).SingleOrDefault();
        if (draft is null)
            return new Problem(ProblemCode.DraftGone);
        return draft.Owner == owner ? draft : new Problem(ProblemCode.DraftForeign);
    }

    public static Task<IReadOnlyList<ConnectionDraft>> QueryDraftsAsync(this DbSession session, string sql, object parameters) =>
        session.QueryAsync<ConnectionDraft, DraftDocument, ConnectionDraft>(sql, parameters, (draft, document) => document.ApplyTo(draft), "document");

    /// <summary>Deletes a credential unless a connection uses it.</summary>
    public static Task ForgetPendingAsync(this DbSession session, WorkspaceId workspace, CredentialId? credential) =>
        credential is { } id ? session.ExecuteAsync(ForgetPending, new { Workspace = workspace, Id = id }) : Task.CompletedTask;
}
