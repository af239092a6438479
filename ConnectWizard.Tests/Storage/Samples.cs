using System.Security.Cryptography;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Storage;

/// <summary>Records to store.</summary>
internal static class Samples
{
    public static readonly OwnerId Owner = new("owner-one");

    public static readonly OwnerId OtherOwner = new("owner-two");

    public static readonly Actor Actor = new(Owner, WorkspaceId.Default);

    public static readonly ServerTarget Target = new(new ServerAddress("https", "azure.spacetech.example", 8443, "/tfs"), "Größe & Co");

    /// <summary>Azure DevOps Services as configured.</summary>
    public static CloudSetup Cloud { get; } = new()
    {
        Organizations = new ServerAddress("https", "dev.azure.com", 443, ""),
        RedirectUri = new Uri("http://localhost:5080/signin/return"),
        Scopes = ["openid"],
    };

    /// <summary>Looks like a token, another one each time.</summary>
    public static Secret Token() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(26)));

    public static CheckedFacts Facts(string account = "6c0a") => new(
        account, "Ada Łovelace", "ada@spacetech.example", "Azure DevOps Server 2022.1", "7.1", 12, WebhookRight.Partly, [ProblemCode.VersionNewer],
        new DateTimeOffset(2026, 1, 5, 8, 30, 0, 250, TimeSpan.Zero));

    public static RepositoryChoice Repository { get; } =
        new(new Guid("11111111-2222-3333-4444-555555555555"), "Flüge planen", new Guid("66666666-7777-8888-9999-000000000000"), "Bahn", "main");

    public static Connection Connection(CredentialId credential, string name = "Werk 1", string account = "6c0a", ServerTarget? target = null) => new()
    {
        Id = ConnectionId.New(),
        Workspace = WorkspaceId.Default,
        Name = name,
        Target = target ?? Target,
        Credential = credential,
        Facts = Facts(account),
        Health = ConnectionHealth.Warning,
        LastProblem = ProblemCode.VersionNewer,
        CreatedAt = Facts().CheckedAt,
        CheckedAt = Facts().CheckedAt,
    };

    public static BuildProfile Profile(string name = "Nightly") => new()
    {
        Id = ProfileId.New(),
        Workspace = WorkspaceId.Default,
        Connection = ConnectionId.New(),
        Name = name,
        Repository = Repository,
        Branch = "release/1.0",
        TriggerPush = true,
        TriggerPullRequest = false,
        TriggerSource = TriggerSource.Webhooks,
        CloneUrl = new Uri("https://azure.spacetech.example:8443/tfs/Gr%C3%B6%C3%9Fe%20%26%20Co/Bahn/_git/Fl%C3%BCge%20planen"),
        CreatedAt = Facts().CheckedAt,
    };

    /// <summary>The answers of a wizard that is due for <em>Create</em>.</summary>
    public static ConnectionDraft Draft(string name) => new()
    {
        Id = DraftId.New(),
        Workspace = WorkspaceId.Default,
        Owner = Owner,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Server = new ServerAnswers { Name = name },
    };

    public static ConnectionDraft Answered(this ConnectionDraft draft, CredentialId credential, BuildProfile profile, ServerTarget? target = null, string account = "6c0a") =>
        draft with
        {
            Server = new ServerAnswers { Name = "Werk 1" },
            Target = target ?? Target,
            Credential = credential,
            Facts = Facts(account),
            CheckAccepted = true,
            Repository = profile.Repository,
            Review = new ReviewAnswers(profile.Name, profile.Branch, profile.TriggerPush, profile.TriggerPullRequest, profile.TriggerSource, profile.TriggerDrafts, profile.TriggerForks),
        };

    public static BuildRequest Build(BuildProfile profile, string key, DateTimeOffset at) => new()
    {
        Id = BuildRequestId.New(),
        Workspace = profile.Workspace,
        Profile = profile.Id,
        Key = key,
        Cause = BuildCause.Push,
        Ref = RefName.Parse("refs/heads/main"),
        Commit = CommitId.Parse(new string('1', 40)),
        Author = "Ada",
        Title = "Größe <b>",
        CreatedAt = at,
    };

    /// <summary>A draft that has everything but its profile.</summary>
    public static async Task<ConnectionDraft> ReadyDraftAsync(
        TestStore store, CancellationToken cancellationToken, Secret? token = null, string profile = "Nightly", string account = "6c0a")
    {
        var draft = await store.Drafts.CreateAsync(Owner, ProviderKind.Server, cancellationToken);
        var credential = await store.Credentials.KeepPendingAsync(token ?? Token(), Target, cancellationToken);
        var updated = await store.Drafts.UpdateAsync(draft.Id, Owner, it => it.Answered(credential, Profile(profile), account: account), cancellationToken);
        return updated.Value!;
    }

    /// <summary>A draft brought to its end.</summary>
    public static async Task<BuildProfile> FinishAsync(TestStore store, CancellationToken cancellationToken, string profile = "Nightly", string account = "6c0a")
    {
        var draft = await ReadyDraftAsync(store, cancellationToken, profile: profile, account: account);
        return (await store.Profiles.CreateAsync(draft.Id, Owner, cancellationToken)).Value!;
    }
}
