
namespace ConnectWizard.Connections;

/// <summary>
/// What somebody has answered in the wizard so far: all that survives a reload, a restart or another tab. It holds no secret; the
/// credential rests apart and is named by its id. Which step is due is not in it: that is asked of it.
/// </summary>
public sealed record ConnectionDraft
{
    public required DraftId Id { get; init; }

    public required WorkspaceId Workspace { get; init; }

    public required OwnerId Owner { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public ProviderKind? Provider { get; init; }

    /// <summary>The server form as typed, valid or not, less the token.</summary>
    public ServerAnswers Server { get; init; } = new();

    /// <summary>What was answered on the way to Azure DevOps Services.</summary>
    public CloudAnswers Cloud { get; init; } = new();

    /// <summary>Somebody signed in; no token was entered.</summary>
    public bool UsesAccount => Cloud is { Account: not null, WithToken: false };

    /// <summary>The server form as it was last submitted and found valid; a change to URL or collection takes it away.</summary>
    public ServerTarget? Target { get; init; }

    /// <summary>The pending credential, kept once its check has passed.</summary>
    public CredentialId? Credential { get; init; }

    /// <summary>What the check that passed found out.</summary>
    public CheckedFacts? Facts { get; init; }

    /// <summary>The person pressed Continue under a check that passed.</summary>
    public bool CheckAccepted { get; init; }

    public RepositoryChoice? Repository { get; init; }

    /// <summary>The review as typed.</summary>
    public ReviewAnswers? Review { get; init; }

    /// <summary>The profile that the draft became; the draft is finished.</summary>
    public Guid? Profile { get; init; }
}

public enum ProviderKind
{
    Server,
    Services,
}

/// <summary>The fields of the server form as typed.</summary>
public sealed record ServerAnswers
{
    public string Name { get; init; } = "";

    public string Url { get; init; } = "";

    public string Collection { get; init; } = "";

    /// <summary>The organization of a pasted address of Azure DevOps Services.</summary>
    public string? PastedOrganization { get; init; }

    /// <summary>The project of a pasted address: shown as text, preselected in the picker.</summary>
    public string? PastedProject { get; init; }

    /// <summary>The repository of a pasted address.</summary>
    public string? PastedRepository { get; init; }
}

/// <summary>The answers of the cloud steps.</summary>
public sealed record CloudAnswers
{
    /// <summary>The account that signed in, or was chosen among those that have.</summary>
    public AccountId? Account { get; init; }

    /// <summary>A personal access token is used instead of an account: for people whom Entra cannot serve.</summary>
    public bool WithToken { get; init; }

    /// <summary>The organization as chosen or typed.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Why the last sign-in did not end with an account; the next one that does takes it away.</summary>
    public SignInFailure? Failure { get; init; }
}

/// <summary>A sign-in that failed, as it is kept with the draft so that the page which follows it can tell.</summary>
/// <param name="Code">The problem.</param>
/// <param name="Arguments">The values that its message speaks about, and its evidence: never a secret, each bounded in length.</param>
public sealed record SignInFailure(ProblemCode Code, IReadOnlyDictionary<string, string> Arguments);

/// <summary>What a check that passed knows about the other side.</summary>
/// <param name="AccountId">The identity's id, in the collection it was asked of.</param>
/// <param name="AccountName">As Azure DevOps shows it.</param>
/// <param name="AccountLogin">The account's sign-in name where the server tells it.</param>
/// <param name="Product">"Azure DevOps Server 2022.1": product, year and update.</param>
/// <param name="ApiLevel">The highest released REST API version, "7.1".</param>
/// <param name="Projects">How many projects the token sees; null when it was not counted to the end.</param>
/// <param name="Webhooks">Whether the account may create webhooks.</param>
/// <param name="Warnings">The codes of the rungs that warned.</param>
/// <param name="CheckedAt">When the check ended.</param>
public sealed record CheckedFacts(
    string AccountId,
    string AccountName,
    string? AccountLogin,
    string Product,
    string ApiLevel,
    int? Projects,
    WebhookRight Webhooks,
    IReadOnlyList<ProblemCode> Warnings,
    DateTimeOffset CheckedAt);

/// <summary>Whether webhooks may be created, as far as it could be found out without creating one.</summary>
public enum WebhookRight
{
    /// <summary>Could not be asked.</summary>
    Unknown,
    Allowed,

    /// <summary>In some projects, not in all that were asked about.</summary>
    Partly,
    NotAllowed,
}

/// <summary>The repository that was picked. Ids are stored because names change.</summary>
public sealed record RepositoryChoice(Guid Id, string Name, Guid ProjectId, string Project, string? DefaultBranch);

/// <summary>The review as typed.</summary>
/// <param name="ProfileName">The profile's name.</param>
/// <param name="Branch">Without <c>refs/heads/</c>.</param>
/// <param name="TriggerPush">Build a push to the branch.</param>
/// <param name="TriggerPullRequest">Build pull requests into the branch.</param>
/// <param name="TriggerSource">How we learn of them.</param>
public sealed record ReviewAnswers(
    string ProfileName, string Branch, bool TriggerPush, bool TriggerPullRequest, TriggerSource TriggerSource = TriggerSource.Webhooks);

/// <summary>How we learn of pushes and pull requests.</summary>
public enum TriggerSource
{
    /// <summary>Webhooks that the connection's own account creates.</summary>
    Webhooks,

    /// <summary>Webhooks that an administrator creates by a link; until then nothing is built by itself.</summary>
    Administrator,

    /// <summary>We look at the repository from time to time.</summary>
    Polling,

    /// <summary>Not at all: builds are started by hand.</summary>
    None,
}
