using ConnectWizard.Storage;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>Multiplies the profiles in a store. Each gets webhooks that work, builds and events; no worker is due for any of them.</summary>
internal static class ProfileSamples
{
    private const string NewId =
        "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

    private const string Times = "WITH RECURSIVE times (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM times WHERE number < @Count)";
    private const string NextYear = "(unixepoch('now', '+1 year') * 1000)";
    private const string Now = "(unixepoch('now') * 1000)";

    private static readonly string[] Statements =
    [
        $"""
        INSERT INTO profiles (id, workspace_id, connection_id, name, sort_name, repository_id, repository, project_id, project, default_branch,
                              branch, trigger_push, trigger_pull_request, trigger_drafts, trigger_source, clone_url, created_at)
        {Times}
        SELECT {NewId}, workspace_id, connection_id, name || ' ' || number, sort_name || ' 0' || length(number) || number, {NewId}, repository, project_id, project, default_branch,
               branch, 1, 0, 0, 'Administrator', clone_url, created_at FROM profiles, times
        """,
        $"INSERT INTO polls (profile_id, polled_at) SELECT id, {NextYear} FROM profiles",
        $"""
        INSERT INTO hooks (id, workspace_id, connection_id, project_id, repository_id, repository, kind, subscription, status, state, created_at, sent_at, checked_at, tried_at)
        SELECT {NewId}, workspace_id, connection_id, project_id, repository_id, repository, 'Push', {NewId}, 'enabled', 'Working', {Now}, {Now}, {NextYear}, {NextYear}
        FROM profiles WHERE trigger_source = 'Administrator'
        """,
        $"""
        INSERT INTO build_requests (id, workspace_id, profile_id, dedupe_key, cause, ref, commit_id, state, attempts, created_at)
        {Times}
        SELECT {NewId}, workspace_id, id, 'push ' || number, 'Push', 'refs/heads/main', lower(hex(randomblob(20))), 'Accepted', 1, {Now} FROM profiles, times
        """,
        $"""
        INSERT INTO profile_events (id, profile_id, at, kind, title)
        {Times}
        SELECT {NewId}, id, {Now}, 'git.push', 'Land softly' FROM profiles, times
        """,
        $"UPDATE connections SET last_event_at = {Now}",
    ];

    /// <param name="count">How many profiles each one becomes, and how many builds and events each has.</param>
    public static Task MultiplyAsync(Database database, int count, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            foreach (var (number, statement) in Statements.Index())
                await session.ExecuteAsync(statement, new { Count = number == 0 ? count : 5 });
        },
        cancellationToken);
}
