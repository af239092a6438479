namespace ConnectWizard.Connections;

/// <summary>The answers given in the wizard so far: all that survives a reload, a restart or another tab. It never holds a token.</summary>
public sealed record ConnectionDraft
{
    public required DraftId Id { get; init; }
    public required WorkspaceId Workspace { get; init; }
    public required OwnerId Owner { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public ProviderKind? Provider { get; init; }

    /// <summary>As typed, valid or not, less the token.</summary>
    public ServerAnswers Server { get; init; } = new();

    public CloudAnswers Cloud { get; init; } = new();

    public bool UsesAccount => Cloud is { Account: not null, WithToken: false };

    /// <summary>The server form as last submitted and found valid; dropped when URL or collection change.</summary>
    public ServerTarget? Target { get; init; }

    public CredentialExpiry? Expiry => Server.TokenEndsOn is { } day && !(Provider == ProviderKind.Services && UsesAccount) ? CredentialExpiry.OfDay(day) : null;

    public CredentialId? Credential { get; init; }
    public CheckedFacts? Facts { get; init; }

    /// <summary><i>Continue</i> was pressed under a check that passed.</summary>
    public bool CheckAccepted { get; init; }

    public RepositoryChoice? Repository { get; init; }
    public ReviewAnswers? Review { get; init; }
    public Guid? Profile { get; init; }
}

public enum ProviderKind
{
    Server,
    Services,
}

public sealed record ServerAnswers
{
    public string Name { get; init; } = "";
    public string Url { get; init; } = "";
    public string Collection { get; init; } = "";
    public string? PastedOrganization { get; init; }

    /// <summary>From a pasted address: preselected in the picker.</summary>
    public string? PastedProject { get; init; }

    public string? PastedRepository { get; init; }

    /// <summary>A token was typed into the form. It is in the memory of one page alone: wherever the form is shown anew, it has to be pasted again.</summary>
    public bool HasTypedToken { get; init; }

    /// <summary>The last day of the token, as its owner entered it; null where they didn't.</summary>
    public DateOnly? TokenEndsOn { get; init; }
}

public sealed record CloudAnswers
{
    public AccountId? Account { get; init; }

    /// <summary>A personal access token instead of an account.</summary>
    public bool WithToken { get; init; }

    public string Organization { get; init; } = "";
    public SignInFailure? Failure { get; init; }
}

/// <summary>A failed sign-in, kept for the page that follows it.</summary>
/// <param name="Arguments">The problem's arguments and evidence: never a secret, each bounded in length.</param>
public sealed record SignInFailure(ProblemCode Code, IReadOnlyDictionary<string, string> Arguments);

/// <summary>What a passed check knows about the other side.</summary>
/// <param name="ApiLevel">The highest released REST API version, "7.1".</param>
public sealed record CheckedFacts(
    string AccountId,
    string AccountName,
    string? AccountLogin,
    string Product,
    string ApiLevel,
    int? Projects,
    WebhookRight Webhooks,
    IReadOnlyList<ProblemCode> Warnings,
    DateTimeOffset CheckedAt)
{
    /// <summary>The collection's or organization's own id, which it keeps when it is renamed or moved; null where it was not told.</summary>
    public Guid? InstanceId { get; init; }
}

public enum WebhookRight
{
    Unknown,
    Allowed,
    Partly,
    NotAllowed,
}

public sealed record RepositoryChoice(Guid Id, string Name, Guid ProjectId, string Project, string? DefaultBranch);

public sealed record ReviewAnswers(
    string ProfileName, string Branch, bool TriggerPush, bool TriggerPullRequest, TriggerSource TriggerSource = TriggerSource.Webhooks,
    bool TriggerDrafts = false, bool TriggerForks = false);

public enum TriggerSource
{
    Webhooks,

    /// <summary>Created by an administrator, by a link; until then nothing is built automatically.</summary>
    Administrator,

    Polling,
    None,
}

/// <summary>Turns a problem into what a draft keeps of it, and back, evidence included.</summary>
public static class SignInFailures
{
    private const string EvidencePrefix = "evidence:";
    private const int MaxLength = 300;

    public static SignInFailure ToFailure(this Problem problem)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in problem.Arguments)
            arguments[name] = DisplayText.Clip(value, MaxLength);
        foreach (var evidence in problem.Evidence)
            arguments[EvidencePrefix + evidence.Label] = DisplayText.Clip(evidence.Value, MaxLength);
        return new SignInFailure(problem.Code, arguments);
    }

    public static Problem ToProblem(this SignInFailure failure) => new(failure.Code)
    {
        Arguments = failure.Arguments.Where(argument => !IsEvidence(argument.Key)).ToDictionary(StringComparer.Ordinal),
        Evidence = [.. failure.Arguments.Where(argument => IsEvidence(argument.Key)).Select(argument => new Evidence(argument.Key[EvidencePrefix.Length..], argument.Value))],
    };

    private static bool IsEvidence(string name) => name.StartsWith(EvidencePrefix, StringComparison.Ordinal);
}
