using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Storage;

/// <summary>Changes of hooks that take more than a statement, each within its caller's transaction.</summary>
internal static class HookPlan
{
    private const string Insert =
        """
        INSERT INTO hooks (id, workspace_id, connection_id, project_id, repository_id, repository, kind, by_administrator, state, created_at)
        VALUES (@Id, @Workspace, @Connection, @ProjectId, @RepositoryId, @Repository, @Kind, @ByAdministrator, @State, @CreatedAt)
        """;

    /// <summary>The subscription stays: it is to be deleted, with whichever credential does it.</summary>
    private const string Remove =
        "UPDATE hooks SET state = 'Removing', problem = NULL, detail = NULL, next_try_at = NULL, attempts = 0 WHERE id = @Id AND workspace_id = @Workspace";

    /// <summary>What is known to be at Azure DevOps is repaired, not created a second time.</summary>
    private const string Plan =
        """
        UPDATE hooks
        SET state = 'Planned', by_administrator = @ByAdministrator, problem = NULL, detail = NULL, next_try_at = NULL, attempts = 0
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string SelectSecrets = $"SELECT {HookSecrets.Columns} FROM hooks WHERE id = @Id AND workspace_id = @Workspace";

    private const string ExpectSecret =
        "UPDATE hooks SET secret_hashes = @Hashes, older_secrets_until = NULL, sent_at = @Now WHERE id = @Id AND workspace_id = @Workspace";

    private const string Checked =
        """
        UPDATE hooks
        SET subscription = @Subscription, status = @Status, state = @State, problem = @Problem, detail = @Detail, awaits_event = @AwaitsEvent, checked_at = @Now, tried_at = @Now
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string InsertRemoval =
        "INSERT INTO connection_removals (connection_id, started_at) SELECT id, @Now FROM connections WHERE id = @Connection AND workspace_id = @Workspace ON CONFLICT (connection_id) DO NOTHING";

    /// <summary>The row goes with the connection. An account's tokens are its own.</summary>
    private const string TakeToken =
        """
        UPDATE credentials SET protected = ''
        WHERE workspace_id = @Workspace AND id = (SELECT credential_id FROM connections WHERE id = @Connection AND workspace_id = @Workspace)
        """;

    public static async Task<IReadOnlyList<Hook>> PlanHooksAsync(this DbSession session, WorkspaceId workspace, ConnectionId connection, DateTimeOffset now)
    {
        var profiles = await ProfileStore.QueryProfilesAsync(session, ProfileStore.SelectOfConnection, new { Workspace = workspace, Connection = connection });
        foreach (var wanted in profiles.Where(profile => profile.TriggerSource == TriggerSource.Webhooks).Select(DesiredSubscriptions.Of))
            await session.PlanAsync(wanted, byAdministrator: false, now);

        DesiredSubscriptions[] kept = [.. profiles.Where(profile => profile.TriggerSource is TriggerSource.Webhooks or TriggerSource.Administrator).Select(DesiredSubscriptions.Of)];
        foreach (var hook in await HookStore.ListHooksAsync(session, workspace, connection))
        {
            if (hook.State != HookState.Removing && !kept.Any(wanted => wanted.Include(hook)))
                await session.RemoveAsync(hook);
        }

        return await HookStore.ListHooksAsync(session, workspace, connection);
    }

    public static async Task<IReadOnlyList<Hook>> PlanForAdministratorAsync(this DbSession session, DesiredSubscriptions wanted, DateTimeOffset now)
    {
        await session.PlanAsync(wanted, byAdministrator: true, now);
        return [.. (await HookStore.ListHooksAsync(session, wanted.Profile.Workspace, wanted.Profile.Connection)).Where(wanted.Include)];
    }

    public static async Task<IReadOnlyList<Hook>> BeginRemovalAsync(this DbSession session, WorkspaceId workspace, ConnectionId connection, DateTimeOffset now)
    {
        var parameters = new { Workspace = workspace, Connection = connection, Now = now };
        await session.ExecuteAsync(InsertRemoval, parameters);
        await session.ExecuteAsync(TakeToken, parameters);
        await session.ForgetFormerAsync(workspace, connection);
        await session.ExecuteAsync("DELETE FROM profiles WHERE workspace_id = @Workspace AND connection_id = @Connection", parameters);
        foreach (var hook in await HookStore.ListHooksAsync(session, workspace, connection))
            await session.RemoveAsync(hook);
        return await HookStore.ListHooksAsync(session, workspace, connection);
    }

    /// <summary>What only an attempt or a test can find out stays until the next one, or until a delivery comes.</summary>
    public static async Task RecordFindingAsync(this DbSession session, WorkspaceId workspace, HookId id, SubscriptionFinding found, DateTimeOffset now)
    {
        if (await session.FindAsync<Hook>(HookStore.Select, new { Workspace = workspace, Id = id }) is not { State: HookState.Waiting or HookState.Working or HookState.Broken } hook)
            return;
        var (state, problem, detail) = (hook.State, hook.Problem, hook.Detail);
        if (found.Problem is not null)
            (state, problem, detail) = (HookState.Broken, found.Problem, found.Detail);
        else if (state == HookState.Broken && HookProblems.IsFromHealthCheck(problem))
            (state, problem, detail) = (hook.AwaitsEvent || hook.LastDeliveryAt is null ? HookState.Waiting : HookState.Working, null, null);
        var awaits = hook.AwaitsEvent || HookProblems.EndsWithEvent(found.Problem);
        await session.ExecuteAsync(Checked, hook, found, new { State = state, Problem = problem, Detail = detail, AwaitsEvent = awaits, Now = now });
    }

    public static async Task ExpectSecretAsync(this DbSession session, WorkspaceId workspace, HookId id, string hash, DateTimeOffset now)
    {
        var hook = new { Workspace = workspace, Id = id };
        if (await session.FindAsync<HookSecrets>(SelectSecrets, hook) is { } secrets)
            await session.ExecuteAsync(ExpectSecret, hook, new { Hashes = secrets.With(hash), Now = now });
    }

    private static async Task PlanAsync(this DbSession session, DesiredSubscriptions wanted, bool byAdministrator, DateTimeOffset now)
    {
        var present = (await HookStore.ListHooksAsync(session, wanted.Profile.Workspace, wanted.Profile.Connection)).Where(wanted.Include).ToDictionary(hook => hook.Kind);
        foreach (var kind in wanted.Kinds)
        {
            if (!present.TryGetValue(kind, out var hook))
                await session.ExecuteAsync(Insert, wanted.Plan(kind, byAdministrator, now));
            else if (hook.State == HookState.Removing || IsAnotherAccounts(hook) && !byAdministrator)
                await session.ExecuteAsync(Plan, new { hook.Id, hook.Workspace, ByAdministrator = byAdministrator });
        }
    }

    /// <summary>Waits for an administrator, while a profile wants it that may create it now.</summary>
    private static bool IsAnotherAccounts(Hook hook) => hook is { ByAdministrator: true, State: HookState.Planned };

    /// <summary>What nothing was ever sent for is gone with its row.</summary>
    private static Task<int> RemoveAsync(this DbSession session, Hook hook) =>
        session.ExecuteAsync(hook is { SentAt: null, Subscription: null } ? HookStore.Delete : Remove, new { hook.Id, hook.Workspace });
}

/// <summary>The secrets with which deliveries of a hook count.</summary>
/// <param name="Hashes">Separated by spaces, the one that was sent last first.</param>
/// <param name="OlderUntil">Until when those after the first count; null until Azure DevOps is known to have the first.</param>
internal sealed record HookSecrets(string Hashes, DateTimeOffset? OlderUntil)
{
    public const string Columns = "secret_hashes AS hashes, older_secrets_until AS olderUntil";

    /// <summary>Of changes whose outcome is unknown; with each change, one more secret may be the one that deliveries carry.</summary>
    internal const int MaxCount = 5;

    private string[] List => Hashes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> At(DateTimeOffset now) => OlderUntil <= now ? List.Take(1).ToArray() : List;

    /// <summary>Another one is sent. Of too many the oldest goes that Azure DevOps is not known to have had.</summary>
    public string With(string hash)
    {
        string[] possible = [hash, .. OlderUntil is null ? List : List.Take(1)];
        return string.Join(' ', possible.Length > MaxCount ? [.. possible[..^2], possible[^1]] : possible);
    }
}
