namespace AzureDevOpsEmulator.World;

/// <summary>
/// Somebody who works at SpaceTech, with what the servers let them do.
/// </summary>
/// <param name="DisplayName">As the servers show it.</param>
/// <param name="Account">
/// The unique name: on a server the Windows account, <c>DOMAIN\name</c>, in the cloud what the person signs in with.
/// </param>
/// <param name="CanView">The projects that are visible to them.</param>
/// <param name="CanManageHooks">The projects whose service hooks they may view, edit and delete.</param>
internal sealed record Person(string DisplayName, string Account, ProjectAccess CanView, ProjectAccess CanManageHooks)
{
    /// <summary>The Microsoft Entra tenant of the account; none for one of a Windows domain.</summary>
    public Guid? Tenant { get; init; }

    /// <summary>The projects whose service hooks they may view, though neither edit nor delete.</summary>
    public ProjectAccess CanViewHooks { get; init; } = ProjectAccess.None;

    /// <summary>The projects whose service hooks they may view and edit, though not delete.</summary>
    public ProjectAccess CanEditHooks { get; init; } = ProjectAccess.None;

    /// <summary>The projects whose repositories they may push to.</summary>
    public ProjectAccess CanContribute { get; init; } = ProjectAccess.None;

    /// <summary>The name and address with which commits are signed.</summary>
    public GitSignature Signature(DateTimeOffset when) =>
        new(DisplayName, $"{Account.Split('\\')[^1]}@spacetech.example", DateTimeOffset.FromUnixTimeSeconds(when.ToUnixTimeSeconds()));

    /// <summary>
    /// The identity's id. On a server the same person has another one in each collection and at server level, in the cloud one for a tenant.
    /// </summary>
    public Guid IdentityIn(Guid host) => StableId.For("identity", (Tenant ?? host).ToString(), Account);
}

/// <summary>A set of projects that a right extends to: every one, none, or those named.</summary>
internal sealed record ProjectAccess
{
    private readonly bool _everything;
    private readonly IReadOnlyList<string> _projects;

    private ProjectAccess(bool everything, IReadOnlyList<string> projects)
    {
        _everything = everything;
        _projects = projects;
    }

    public static ProjectAccess All { get; } = new(true, []);

    public static ProjectAccess None { get; } = new(false, []);

    /// <summary>Whether the right holds for the collection itself, not only for some of its projects.</summary>
    public bool CoversCollection => _everything;

    public static ProjectAccess Only(params string[] projects) => new(false, projects);

    public bool Includes(TeamProject project) => _everything || _projects.Contains(project.Name, StringComparer.OrdinalIgnoreCase);
}
