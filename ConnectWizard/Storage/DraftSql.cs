using ConnectWizard.Connections;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <summary>The statements about drafts, and the two that other stores need as well.</summary>
internal static class DraftSql
{
    public const string Insert =
        $"""
        INSERT INTO drafts ({DraftRow.Columns})
        VALUES (@Id, @WorkspaceId, @Owner, @Document, @CredentialId, @ProfileId, @CreatedAt, @UpdatedAt)
        """;

    public const string SelectUnfinished =
        $"SELECT {DraftRow.Columns} FROM drafts WHERE owner = @Owner AND profile_id IS NULL ORDER BY updated_at DESC, id";

    /// <summary>
    /// Owner, workspace, creation and profile are not an answer's to change. A credential that was swept in the meantime is left out, and
    /// asked for again.
    /// </summary>
    public const string Update =
        """
        UPDATE drafts
        SET document = @Document, updated_at = @UpdatedAt, credential_id = (SELECT id FROM credentials WHERE id = @CredentialId)
        WHERE id = @Id
        """;

    /// <summary>The pending credentials of what <see cref="DeleteOldest"/> deletes; before it.</summary>
    public const string ForgetOldest =
        $"DELETE FROM credentials WHERE pending = 1 AND id IN (SELECT credential_id FROM drafts WHERE id IN ({Oldest}))";

    /// <summary>Keeps the owner's newest unfinished drafts.</summary>
    public const string DeleteOldest = $"DELETE FROM drafts WHERE id IN ({Oldest})";

    public const string Delete = "DELETE FROM drafts WHERE id = @Id";

    public const string Finish = "UPDATE drafts SET profile_id = @Profile, credential_id = NULL, updated_at = @Now WHERE id = @Id";

    private const string Oldest =
        """
        SELECT id FROM drafts WHERE owner = @Owner AND profile_id IS NULL AND id NOT IN (
            SELECT id FROM drafts WHERE owner = @Owner AND profile_id IS NULL ORDER BY updated_at DESC, id DESC LIMIT @Kept)
        """;

    private const string Select = $"SELECT {DraftRow.Columns} FROM drafts WHERE id = @Id";

    private const string ForgetPending = "DELETE FROM credentials WHERE id = @Id AND pending = 1";

    /// <returns>The draft, if it is there and <paramref name="owner"/>'s.</returns>
    public static async Task<Result<ConnectionDraft>> FindDraftAsync(this DbSession session, DraftId id, OwnerId owner)
    {
        var row = await session.FindAsync<DraftRow>(Select, new { Id = id.Value });
        if (row is null)
            return new Problem(ProblemCode.DraftGone);
        return row.Owner == owner.Value ? row.ToDraft() : new Problem(ProblemCode.DraftForeign);
    }

    /// <summary>Deletes a credential unless a connection uses it.</summary>
    public static Task ForgetPendingAsync(this DbSession session, CredentialId? credential) =>
        credential is { } id ? session.ExecuteAsync(ForgetPending, new { Id = id.Value.ToText() }) : Task.CompletedTask;
}
