namespace ConnectWizard.Connections;

/// <summary>Each call is one or a few bounded requests (4 MB a response, listings apart; redirects never followed; at most three at once to a host).</summary>
public interface IAzureDevOpsGateway
{
    /// <summary>Without a credential: does HTTP answer, is it Azure DevOps, which sign-in methods does it offer.</summary>
    Task<Result<ServerProbe>> ProbeAsync(ServerTarget target, CancellationToken cancellationToken);

    /// <summary>Reads connectionData: who the token is, and where the collection thinks it lives. A refused token costs one or two requests.</summary>
    Task<Result<AuthenticatedUser>> GetConnectionDataAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);

    Task<Result<ServerVersion>> ReadVersionAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);

    /// <summary>Reads the repository's <c>info/refs</c> over smart HTTP, as <c>git</c> does.</summary>
    Task<Result<GitAnswer>> AskGitAsync(ServerTarget target, Secret token, string project, string repository, CancellationToken cancellationToken);
}

/// <param name="Schemes">As the server spells them: Basic, Bearer, Negotiate, NTLM.</param>
/// <param name="BasicRealm">The realm of its Basic challenge: an address from Azure DevOps itself, a bare host name where IIS took Basic over.</param>
public sealed record ServerProbe(IReadOnlyList<string> Schemes, string? BasicRealm, ServerVersion? Version, IReadOnlyList<Evidence> Evidence)
{
    public OrganizationTenant? Tenant { get; init; }
}

/// <param name="Hosted">Whether it is Azure DevOps Services; null when the answer doesn't say.</param>
/// <param name="Links">The addresses by which the answer refers to the server (access points).</param>
public sealed record AuthenticatedUser(
    string AccountId, string AccountName, string? AccountLogin, Guid? CollectionId, bool? Hosted, IReadOnlyList<ServerLink> Links, IReadOnlyList<Evidence> Evidence)
{
    public Problem? Delayed { get; init; }

    /// <summary>Of the organization; null where the response does not say.</summary>
    public OrganizationTenant? Tenant { get; init; }
}

/// <param name="Where"><c>accessPoint</c>, <c>remoteUrl</c>.</param>
/// <param name="Url">As sent; shown, never called.</param>
public sealed record ServerLink(string Where, string Url);

/// <param name="Product">"Azure DevOps Server 2022.1", "Team Foundation Server 2018"; for a level above those known "a version newer than …".</param>
/// <param name="Year">2022; the year that the minimum is compared with. For a version newer than those known, the newest known year.</param>
/// <param name="IsTeamFoundationServer">True for API levels up to 4.1.</param>
/// <param name="IsNewerThanKnown">Above the newest level that we know.</param>
public sealed record ServerVersion(string ApiLevel, string Product, int Year, bool IsTeamFoundationServer, bool IsNewerThanKnown);

/// <param name="Refs">How many refs it advertised; null where it spoke protocol version 2, which tells none at once.</param>
public sealed record GitAnswer(int? Refs, IReadOnlyList<Evidence> Evidence);
