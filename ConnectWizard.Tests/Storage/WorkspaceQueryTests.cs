using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>Reads the SQL of the stores: a statement about a table with a workspace asks for the workspace.</summary>
public sealed partial class WorkspaceQueryTests
{
    private const string Condition = "workspace_id = @Workspace";

    /// <summary>Statements without a workspace, by file and name, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        // An account belongs to one browser: its id is in the condition, or is compared.
        ["AccountStore.SelectOwned"] = "the browser's account",
        ["AccountStore.SelectOfOwner"] = "the browser's accounts",
        ["AccountStore.SelectConnections"] = "after the account was found by its browser",
        ["AccountStore.inline"] = "after the account was found by its browser",
        ["AccountStore.ListAuthorized"] = "the browser's account",
        ["AccountStore.NameApplication"] = "after the account was found by its browser",

        // Tokens are renewed in the background, by the account's id, for whatever uses it.
        ["AccountTokenStore.Select"] = "renewal",
        ["AccountTokenStore.SelectOfConnection"] = "renewal",
        ["AccountTokenStore.SelectTargets"] = "renewal",
        ["AccountTokenStore.SignIn"] = "renewal",
        ["AccountTokenStore.Renew"] = "renewal",
        ["AccountTokenStore.Pause"] = "renewal",
        ["AccountTokenStore.EndSecret"] = "renewal",
        ["AccountTokenStore.Heal"] = "renewal",
        ["AccountTokenStore.Move"] = "renewal",
        ["AccountTokenStore.Forget"] = "renewal",
        ["AccountTokenStore.End"] = "renewal",
        ["AccountTokenStore.NoteHealed"] = "renewal",
        ["AccountTokenStore.NoteFailed"] = "renewal",
        ["AccountTokenStore.RememberAuthorized"] = "what an account that was found may see",
        ["AccountTokenStore.Fail"] = "renewal",
        ["AccountTokenStore.CredentialsOf"] = "part of others",

        // A secret says what it is for.
        ["AdministratorLinkStore.SelectByHash"] = "the link's secret",
        ["BuildStore.Select"] = "after the clone token was checked, or the workspace is compared",
        ["BuildStore.Insert"] = "a request that the dispatcher has claimed",
        ["HookStore.SelectWithHashes"] = "a delivery names its hook, and its secret is checked",
        ["HookStore.RecordDelivery"] = "a delivery whose secret was checked",
        ["HookStore.RecordTest"] = "a delivery whose secret was checked",
        ["HookStore.RecordUnreadable"] = "a delivery whose secret was checked",
        ["HookStore.Mismatch"] = "a delivery whose secret is wrong",

        // Workers go over all workspaces.
        ["HookStore.SelectDue"] = "worker",
        ["HookStore.SelectUnchecked"] = "worker",
        ["BuildStore.SelectDue"] = "worker",
        ["DueChecks.SelectUnplanned"] = "worker",
        ["DueChecks.Plan"] = "worker",
        ["DueChecks.SelectDue"] = "worker",
        ["DueChecks.Take"] = "worker",
        ["DeliveryStore.SelectWaiting"] = "worker",
        ["DeliveryStore.Take"] = "worker",
        ["DeliveryStore.SelectWaitingIds"] = "worker",
        ["DeliveryStore.SelectOne"] = "worker",
        ["DeliveryStore.SetAside"] = "worker",
        ["ProfileStore.SelectWithTriggers"] = "worker",
        ["PollStore.MarkPoll"] = "worker",
        ["QueueAgeStore.Select"] = "worker",
        ["NotificationStore.SelectWorkspaces"] = "worker",
        ["NotificationStore.CountConnections"] = "worker",
        ["NotificationStore.SelectDue"] = "worker",
        ["NotificationStore.CountMails"] = "worker",
        ["RecipientStore.Select"] = "a part of those that ask for it",
        ["RecipientStore.SelectById"] = "the link's secret",
        ["RecipientStore.CountConfirmations"] = "the address is one person's in all workspaces",
        ["ReceivedEventSql.InsertRequest"] = "worker",
        ["ReceivedEventSql.CountQueued"] = "worker",
        ["ReceivedEventSql.InsertEvent"] = "worker",
        ["ReceivedEventSql.NoteLastEvent"] = "worker",
        ["ReceivedEventSql.MoveHead"] = "worker",
        ["ReceivedEventSql.FindRequest"] = "worker",
        ["Sweep.DeleteCredentials"] = "sweep",
        ["Sweep.DeleteFormer"] = "sweep",
        ["Sweep.DeleteDrafts"] = "sweep",
        ["Sweep.DeleteAccounts"] = "sweep",
        ["Sweep.DeleteNotifications"] = "sweep",
        ["Sweep.DeleteRecipients"] = "sweep",
        ["Sweep.DeleteDeliveries"] = "sweep",
        ["Sweep.KeepKeys"] = "sweep",
        ["Sweep.DeleteRequests"] = "sweep",
        ["Sweep.Swept"] = "sweep",
        ["Sweep.SelectProfiles"] = "sweep",
        ["KeyRingCheck.CountSecrets"] = "start",

        // A chain goes over all workspaces: it verifies as a whole.
        ["AuditStore.SelectOfChain"] = "chain",
        ["AuditKeys.SelectChains"] = "chain",
        ["AuditSweep.SelectChain"] = "chain",
        ["AuditSweep.Delete"] = "chain",
    };

    private static string Storage => Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard", "Storage");

    [Fact]
    public void Every_statement_about_a_table_with_a_workspace_asks_for_it()
    {
        var tables = TablesWithWorkspace();
        tables.Contains("connections").ShouldBeTrue();

        var strays = Statements().Where(it => IsAbout(it.Sql, tables) && !it.Sql.Contains(Condition, StringComparison.Ordinal)).Select(it => it.Name);

        strays.Distinct(StringComparer.Ordinal).Except(Exceptions.Keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void No_exception_is_out_of_date()
    {
        var needed = Statements().Where(it => !it.Sql.Contains(Condition, StringComparison.Ordinal)).Select(it => it.Name);

        Exceptions.Keys.Except(needed, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Tables_are_read_from_the_schema() => IsAbout("UPDATE hooks SET state = 'Planned' WHERE id = @Id", TablesWithWorkspace()).ShouldBeTrue();

    private static HashSet<string> TablesWithWorkspace() => Table()
        .Matches(File.ReadAllText(Path.Combine(Storage, "Migrations", "0001_initial.sql")))
        .Where(match => match.Groups["columns"].Value.Contains("workspace_id", StringComparison.Ordinal))
        .Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads, updates and deletes; what inserts the values of a record inserts its workspace.</summary>
    private static bool IsAbout(string sql, HashSet<string> tables) => Source().Matches(sql).Any(match => tables.Contains(match.Groups["table"].Value));

    private static IEnumerable<(string Name, string Sql)> Statements() =>
        from file in Directory.EnumerateFiles(Storage, "*.cs", SearchOption.AllDirectories)
        let source = File.ReadAllText(file)
        let constants = Constant().Matches(source).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value, StringComparer.Ordinal)
        from statement in constants.Where(it => !IsPart(it.Key, it.Value, source)).Select(it => (it.Key, it.Value)).Concat(Inline().Matches(source).Select(match => ("inline", match.Value)))
        select (Name: $"{Path.GetFileNameWithoutExtension(file)}.{statement.Item1}", Sql: WithParts(statement.Item2, constants));

    /// <summary>The beginning of other statements, which have the condition.</summary>
    private static bool IsPart(string name, string sql, string source) =>
        !sql.Contains("WHERE", StringComparison.Ordinal) && source.Contains($"{{{name}}}", StringComparison.Ordinal);

    /// <summary>Constants of the same file that a statement is made of.</summary>
    private static string WithParts(string sql, Dictionary<string, string> constants) =>
        Part().Replace(sql, match => constants.GetValueOrDefault(match.Groups["name"].Value, ""));

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+) \((?<columns>.*?)\n\);", RegexOptions.Singleline, 5000)]
    private static partial Regex Table();

    [GeneratedRegex(@"(?:FROM|JOIN|UPDATE)\s+(?<table>[a-z_]+)", RegexOptions.None, 5000)]
    private static partial Regex Source();

    [GeneratedRegex("const string (?<name>\\w+)\\s*=\\s*(?<text>.*?);\\r?\\n", RegexOptions.Singleline, 5000)]
    private static partial Regex Constant();

    [GeneratedRegex("Async(?:<\\w+>)?\\(\\s*\\$?\"[^\"]*\"", RegexOptions.None, 5000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.None, 5000)]
    private static partial Regex Part();
}
