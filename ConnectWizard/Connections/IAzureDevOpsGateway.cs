namespace ConnectWizard.Connections;

/// <summary>
/// All that we ask of an Azure DevOps Server, in our own words; no wire type leaves its implementation. Each call is one or a few bounded
/// requests (4 MB an answer, listings apart; redirects never followed; at most three at once to a host) and gives expected failures back
/// as problems with their evidence. A cancelled call throws <see cref="OperationCanceledException"/>.
/// </summary>
public interface IAzureDevOpsGateway
{
    /// <summary>Asks without a credential: does HTTP answer, is it Azure DevOps, how does it want to be signed in to.</summary>
    Task<Result<ServerProbe>> ProbeAsync(ServerTarget target, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the collection who the token is and where it thinks it lives (connectionData). A refused token costs one request, and one more
    /// where that narrows the cause.
    /// </summary>
    Task<Result<AuthenticatedUser>> GetConnectionDataAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);

    /// <summary>Reads the product's version off its resource locations, with the token.</summary>
    Task<Result<ServerVersion>> ReadVersionAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);

    /// <summary>Asks the repository's <c>info/refs</c> over smart HTTP, as <c>git</c> would, with the token.</summary>
    Task<Result<GitAnswer>> AskGitAsync(ServerTarget target, Secret token, string project, string repository, CancellationToken cancellationToken);

    /// <summary>Asks the permission query of service hooks (never a trial hook) for each of <paramref name="projects"/>: may the account edit subscriptions.</summary>
    Task<Result<IReadOnlyDictionary<Guid, bool>>> AskWebhookRightAsync(ServerTarget target, Secret token, IReadOnlyList<Guid> projects, CancellationToken cancellationToken);
}

/// <summary>What a server says to a stranger.</summary>
/// <param name="Schemes">The sign-in schemes it offers, as it spells them: Basic, Bearer, Negotiate, NTLM.</param>
/// <param name="BasicRealm">The realm of its Basic challenge: an address from Azure DevOps itself, a bare host name where IIS took Basic over.</param>
/// <param name="Version">The version where the server tells it to strangers; mostly null.</param>
/// <param name="Evidence">Status and headers worth showing.</param>
public sealed record ServerProbe(IReadOnlyList<string> Schemes, string? BasicRealm, ServerVersion? Version, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Whose Microsoft Entra tenant an organization of Azure DevOps Services is; null where it does not say.</summary>
    public OrganizationTenant? Tenant { get; init; }
}

/// <summary>Who the token is to the collection.</summary>
/// <param name="AccountId">The identity's id.</param>
/// <param name="AccountName">The display name.</param>
/// <param name="AccountLogin">The account, where told.</param>
/// <param name="CollectionId">The collection's id (instanceId), where told.</param>
/// <param name="Hosted">True when the answer says it is Azure DevOps Services; null when it does not say.</param>
/// <param name="Links">The addresses that the answer refers to itself by (access points), with where each was found.</param>
/// <param name="Evidence">Status, activity id.</param>
public sealed record AuthenticatedUser(
    string AccountId, string AccountName, string? AccountLogin, Guid? CollectionId, bool? Hosted, IReadOnlyList<ServerLink> Links, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Present when the answer says that this account is being slowed down.</summary>
    public Problem? Delayed { get; init; }
}

/// <summary>An address that a server's answer contains about itself.</summary>
/// <param name="Where">Where it stood: <c>accessPoint</c>, <c>remoteUrl</c>.</param>
/// <param name="Url">As sent; shown, never called.</param>
public sealed record ServerLink(string Where, string Url);

/// <summary>A product version, from the highest API level of its resource locations.</summary>
/// <param name="ApiLevel">"7.1".</param>
/// <param name="Product">"Azure DevOps Server 2022.1", "Team Foundation Server 2018"; for a level above those known "a version newer than …".</param>
/// <param name="Year">2022; the year that the minimum is compared with. For a version newer than those known, the newest known year.</param>
/// <param name="IsTeamFoundationServer">True for API levels up to 4.1.</param>
/// <param name="IsNewerThanKnown">True above the newest level that we know.</param>
public sealed record ServerVersion(string ApiLevel, string Product, int Year, bool IsTeamFoundationServer, bool IsNewerThanKnown);

/// <summary>What git's own endpoint answered.</summary>
/// <param name="Refs">How many refs it advertised; null where it spoke protocol version 2, which tells none at once.</param>
/// <param name="Evidence">Status, content type.</param>
public sealed record GitAnswer(int? Refs, IReadOnlyList<Evidence> Evidence);
