namespace AzureDevOpsEmulator.World;

/// <summary>A person of SpaceTech with their permissions.</summary>
/// <param name="Account">The unique name: a Windows account on a server, the sign-in name in the cloud.</param>
internal sealed record Person(string DisplayName, string Account, ProjectAccess CanView, ProjectAccess CanManageHooks)
{
    /// <summary>The Microsoft Entra tenant of the account; null for a Windows account.</summary>
    public Guid? Tenant { get; init; }
    public ProjectAccess CanViewHooks { get; init; } = ProjectAccess.None;

    /// <summary>Includes viewing.</summary>
    public ProjectAccess CanEditHooks { get; init; } = ProjectAccess.None;

    /// <summary>Whether the access level includes code.</summary>
    public bool HasLicense { get; init; } = true;
    public ProjectAccess CanContribute { get; init; } = ProjectAccess.None;

    /// <summary>The signature of commits.</summary>
    public GitSignature Signature(DateTimeOffset when) =>
        new(DisplayName, $"{Account.Split('\\')[^1]}@spacetech.example", DateTimeOffset.FromUnixTimeSeconds(when.ToUnixTimeSeconds()));

    /// <summary>On a server a person has another ID in each collection and at server level, in the cloud one per tenant.</summary>
    public Guid IdentityIn(Guid host) => StableId.For("identity", (Tenant ?? host).ToString(), Account);
}

/// <summary>The projects that a permission applies to.</summary>
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

    /// <summary>Whether the permission applies to the collection itself.</summary>
    public bool CoversCollection => _everything;

    public static ProjectAccess Only(params string[] projects) => new(false, projects);

    public bool Includes(TeamProject project) => _everything || _projects.Contains(project.Name, StringComparer.OrdinalIgnoreCase);
}
