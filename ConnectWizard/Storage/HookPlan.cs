using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage;

/// <summary>The changes of hooks that take more than a statement, each within its caller's transaction.</summary>
internal static class HookPlan
{
    public static async Task<IReadOnlyList<Hook>> ListHooksAsync(this DbSession session, ConnectionId connection)
    {
        var rows = await session.QueryAsync<HookRow>(HookSql.SelectOfConnection, new { Connection = connection.Value.ToText() });
        return [.. rows.Select(row => row.ToHook())];
    }

    /// <summary>Brings the rows to what the connection's profiles want.</summary>
    public static async Task<IReadOnlyList<Hook>> PlanHooksAsync(this DbSession session, ConnectionId connection, DateTimeOffset now)
    {
        var profiles = await session.ListProfilesAsync(connection);
        foreach (var wanted in profiles.Where(profile => profile.TriggerSource == TriggerSource.Webhooks).Select(DesiredSubscriptions.Of))
            await session.PlanAsync(wanted, byAdministrator: false, now);

        DesiredSubscriptions[] kept = [.. profiles.Where(profile => profile.TriggerSource is TriggerSource.Webhooks or TriggerSource.Administrator).Select(DesiredSubscriptions.Of)];
        foreach (var hook in await session.ListHooksAsync(connection))
        {
            if (hook.State != HookState.Removing && !kept.Any(wanted => wanted.Include(hook)))
                await session.RemoveAsync(hook);
        }

        return await session.ListHooksAsync(connection);
    }

    /// <summary>Plans a profile's hooks for an administrator to create.</summary>
    public static async Task<IReadOnlyList<Hook>> PlanForAdministratorAsync(this DbSession session, DesiredSubscriptions wanted, DateTimeOffset now)
    {
        await session.PlanAsync(wanted, byAdministrator: true, now);
        return [.. (await session.ListHooksAsync(wanted.Profile.Connection)).Where(wanted.Include)];
    }

    /// <summary>Deletes the connection's profiles, and has its hooks removed before it goes itself.</summary>
    public static async Task<IReadOnlyList<Hook>> BeginRemovalAsync(this DbSession session, ConnectionId connection, DateTimeOffset now)
    {
        var parameters = new { Connection = connection.Value.ToText(), Now = now.ToMilliseconds() };
        await session.ExecuteAsync(HookSql.InsertRemoval, parameters);
        await session.ExecuteAsync("DELETE FROM profiles WHERE connection_id = @Connection", parameters);
        foreach (var hook in await session.ListHooksAsync(connection))
            await session.RemoveAsync(hook);
        return await session.ListHooksAsync(connection);
    }

    /// <summary>What a look found. What only an attempt or a test can find out stays until the next one, or until a delivery comes.</summary>
    public static async Task RecordFindingAsync(this DbSession session, HookId id, SubscriptionFinding found, DateTimeOffset now)
    {
        var row = await session.FindAsync<HookRow>(HookSql.Select, new { Id = id.Value.ToText() });
        if (row?.ToHook() is not { State: HookState.Waiting or HookState.Working or HookState.Broken } hook)
            return;

        var (state, problem, detail) = (hook.State, hook.Problem, hook.Detail);
        if (found.Problem is not null)
            (state, problem, detail) = (HookState.Broken, found.Problem, found.Detail);
        else if (state == HookState.Broken && HookProblems.AreOfAPoll(problem))
            (state, problem, detail) = (hook.LastDeliveryAt is null ? HookState.Waiting : HookState.Working, null, null);
        await session.ExecuteAsync(HookSql.Checked, new
        {
            row.Id,
            Subscription = found.Subscription?.ToText(),
            found.Status,
            State = state.ToString(),
            Problem = problem?.ToString(),
            Detail = detail,
            Now = now.ToMilliseconds(),
        });
    }

    private static async Task<IReadOnlyList<BuildProfile>> ListProfilesAsync(this DbSession session, ConnectionId connection)
    {
        var rows = await session.QueryAsync<ProfileRow>(ProfileSql.SelectOfConnection, new { Connection = connection.Value.ToText() });
        return [.. rows.Select(row => row.ToProfile())];
    }

    private static async Task PlanAsync(this DbSession session, DesiredSubscriptions wanted, bool byAdministrator, DateTimeOffset now)
    {
        var present = (await session.ListHooksAsync(wanted.Profile.Connection)).Where(wanted.Include).ToDictionary(hook => hook.Kind);
        foreach (var kind in wanted.Kinds)
        {
            if (!present.TryGetValue(kind, out var hook))
                await session.ExecuteAsync(HookSql.Insert, HookRow.Of(wanted.Plan(kind, byAdministrator, now)));
            else if (hook.State == HookState.Removing || IsAnotherAccounts(hook) && !byAdministrator)
                await session.ExecuteAsync(HookSql.Plan, new { Id = hook.Id.Value.ToText(), ByAdministrator = byAdministrator ? 1 : 0 });
        }
    }

    /// <summary>It waits for an administrator, and a profile wants it that may create it now.</summary>
    private static bool IsAnotherAccounts(Hook hook) => hook is { ByAdministrator: true, State: HookState.Planned };

    /// <summary>What nothing was ever sent for is gone with its row.</summary>
    private static Task<int> RemoveAsync(this DbSession session, Hook hook) =>
        session.ExecuteAsync(hook is { SentAt: null, Subscription: null } ? HookSql.Delete : HookSql.Remove, new { Id = hook.Id.Value.ToText() });
}
