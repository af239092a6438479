using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

internal sealed class DraftStore(Database database, TimeProvider time) : IDraftStore
{
    private const string Insert =
        """
        INSERT INTO drafts (id, workspace_id, owner, document, credential_id, profile_id, created_at, updated_at)
        VALUES (@Id, @Workspace, @Owner, @Document, NULL, NULL, @CreatedAt, @UpdatedAt)
        """;

    private const string SelectOne = $"{SelectAll} WHERE id = @Id AND workspace_id = @Workspace";
    private const string SelectUnfinished = $"{SelectAll} WHERE workspace_id = @Workspace AND owner = @Owner AND profile_id IS NULL ORDER BY updated_at DESC, drafts.id";

    /// <summary>A credential that was swept in the meantime is left out, and asked for again.</summary>
    private const string Update =
        """
        UPDATE drafts
        SET document = @Document, updated_at = @Now,
            credential_id = (SELECT id FROM credentials WHERE id = @Credential AND workspace_id = @Workspace)
        WHERE id = @Id AND workspace_id = @Workspace AND profile_id IS NULL
        """;

    /// <summary>The pending credentials of what <see cref="DeleteOldest"/> deletes; before it.</summary>
    private const string ForgetOldest =
        $"DELETE FROM credentials WHERE workspace_id = @Workspace AND pending = 1 AND id IN (SELECT credential_id FROM drafts WHERE id IN ({Oldest}))";

    private const string DeleteOldest = $"DELETE FROM drafts WHERE workspace_id = @Workspace AND id IN ({Oldest})";
    private const string Delete = "DELETE FROM drafts WHERE id = @Id AND workspace_id = @Workspace";

    public const string Finish =
        "UPDATE drafts SET profile_id = @Profile, credential_id = NULL, updated_at = @Now WHERE id = @Id AND workspace_id = @Workspace";

    private const string SelectAll =
        """
        SELECT id, workspace_id AS workspace, owner, created_at, updated_at, credential_id AS credential, profile_id AS profile, document
        FROM drafts
        """;

    private const string Oldest =
        """
        SELECT id FROM (
            SELECT id, owner, ROW_NUMBER() OVER (PARTITION BY owner ORDER BY updated_at DESC, id DESC) AS own_rank,
                   ROW_NUMBER() OVER (ORDER BY updated_at DESC, id DESC) AS rank_of_all
            FROM drafts WHERE workspace_id = @Workspace AND profile_id IS NULL) AS ranked
        WHERE (owner = @Owner AND own_rank > @Kept) OR rank_of_all > @KeptOfAll
        """;

    private const string ForgetPending = "DELETE FROM credentials WHERE id = @Id AND workspace_id = @Workspace AND pending = 1";

    /// <summary>For each browser, so that a page that begins one draft after another doesn't fill the disk.</summary>
    public const int MaxUnfinished = 50;

    /// <summary>Of all browsers: anybody can be a new one as often as they like. Those go that were left alone for longest.</summary>
    public const int MaxUnfinishedOfAll = 10_000;

    public async Task<ConnectionDraft> CreateAsync(Actor actor, ProviderKind provider, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var draft = new ConnectionDraft
        {
            Id = DraftId.New(),
            Workspace = actor.Workspace,
            Owner = actor.Owner,
            CreatedAt = now,
            UpdatedAt = now,
            Provider = provider,
        };
        var others = new { draft.Workspace, draft.Owner, Kept = MaxUnfinished - 1, KeptOfAll = MaxUnfinishedOfAll - 1 };
        return await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(ForgetOldest, others);
                await session.ExecuteAsync(DeleteOldest, others);
                await session.ExecuteAsync(
                    Insert,
                    new { draft.Id, draft.Workspace, draft.Owner, Document = DraftDocument.Of(draft), draft.CreatedAt, draft.UpdatedAt });
                return (await FindDraftAsync(session, draft.Id, actor)).Value!;
            },
            cancellationToken);
    }

    public Task<Result<ConnectionDraft>> FindAsync(DraftId id, Actor actor, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindDraftAsync(session, id, actor), cancellationToken);

    public Task<Result<ConnectionDraft>> UpdateAsync(
        DraftId id, Actor actor, Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var found = await FindDraftAsync(session, id, actor);
                return found.Succeeded ? await ChangeAsync(session, found.Value, change) : found;
            },
            cancellationToken);

    public Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedAsync(Actor actor, CancellationToken cancellationToken) =>
        database.ReadAsync(session => QueryDraftsAsync(session, SelectUnfinished, new { actor.Workspace, actor.Owner }), cancellationToken);

    public Task DropAsync(DraftId id, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var found = await FindDraftAsync(session, id, actor);
                if (!found.Succeeded)
                    return;
                await session.ExecuteAsync(Delete, new { found.Value.Id, found.Value.Workspace });
                await ForgetPendingAsync(session, found.Value.Workspace, found.Value.Credential);
            },
            cancellationToken);

    public static async Task<Result<ConnectionDraft>> FindDraftAsync(DbSession session, DraftId id, Actor actor)
    {
        var draft = (await QueryDraftsAsync(session, SelectOne, new { Id = id, actor.Workspace })).SingleOrDefault();
        if (draft is null)
            return new Problem(ProblemCode.DraftGone);
        return draft.Owner == actor.Owner ? draft : new Problem(ProblemCode.DraftForeign);
    }

    public static Task<IReadOnlyList<ConnectionDraft>> QueryDraftsAsync(DbSession session, string sql, object parameters) =>
        session.QueryAsync<ConnectionDraft, DraftDocument, ConnectionDraft>(sql, parameters, (draft, document) => document.ApplyTo(draft), "document");

    /// <summary>Deletes a credential unless a connection uses it.</summary>
    public static Task ForgetPendingAsync(DbSession session, WorkspaceId workspace, CredentialId? credential) =>
        credential is { } id ? session.ExecuteAsync(ForgetPending, new { Workspace = workspace, Id = id }) : Task.CompletedTask;

    private async Task<Result<ConnectionDraft>> ChangeAsync(DbSession session, ConnectionDraft stored, Func<ConnectionDraft, ConnectionDraft> change)
    {
        var changed = change(stored);
        if (changed == stored)
            return stored;
        if (stored.Profile is not null)
        {
            // Finished meanwhile, in another tab: what this one kept for it is of no use.
            await ForgetPendingAsync(session, stored.Workspace, changed.Credential);
            return stored;
        }

        await session.ExecuteAsync(
            Update,
            new { stored.Id, stored.Workspace, Document = DraftDocument.Of(changed), changed.Credential, Now = time.GetUtcNow() });
        if (changed.Credential != stored.Credential)
            await ForgetPendingAsync(session, stored.Workspace, stored.Credential);
        return await FindDraftAsync(session, stored.Id, new Actor(stored.Owner, stored.Workspace));
    }
}

/// <summary>The answers of a draft as JSON. Drafts outlive a version of the program: members may be missing, unknown ones are skipped.</summary>
internal sealed class DraftDocument
{
    public ProviderKind? Provider { get; init; }
    public ServerAnswers? Server { get; init; }
    public CloudAnswers? Cloud { get; init; }
    public ServerTarget? Target { get; init; }
    public CheckedFacts? Facts { get; init; }
    public bool CheckAccepted { get; init; }
    public RepositoryChoice? Repository { get; init; }
    public ReviewAnswers? Review { get; init; }

    public static DraftDocument Of(ConnectionDraft draft) => new()
    {
        Provider = draft.Provider,
        Server = draft.Server,
        Cloud = draft.Cloud,
        Target = draft.Target,
        Facts = draft.Facts,
        CheckAccepted = draft.CheckAccepted,
        Repository = draft.Repository,
        Review = draft.Review,
    };

    public ConnectionDraft ApplyTo(ConnectionDraft draft) => draft with
    {
        Provider = Provider,
        Server = Server ?? new ServerAnswers(),
        Cloud = Cloud ?? new CloudAnswers(),
        Target = Target,
        Facts = Facts is null ? null : Facts with { Warnings = Facts.Warnings ?? [] },
        CheckAccepted = CheckAccepted,
        Repository = Repository,
        Review = Review,
    };
}
