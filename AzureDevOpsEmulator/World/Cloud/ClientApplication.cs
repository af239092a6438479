namespace AzureDevOpsEmulator.World.Cloud;

/// <summary>An application that is registered with Microsoft Entra as a confidential client.</summary>
/// <param name="Name">A short name for tests.</param>
/// <param name="Id">The client id.</param>
/// <param name="DisplayName">What people are shown.</param>
/// <param name="Description">What a client meets with it.</param>
internal sealed record ClientApplication(string Name, Guid Id, string DisplayName, string Description)
{
    /// <summary>The only tenant that knows it; null when every organization's tenant may.</summary>
    public Tenant? OnlyIn { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>The permissions that its registration names, which is what <c>.default</c> asks for.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = ["vso.profile", "vso.project", "vso.code", "vso.hooks_write"];

    public bool IsKnownIn(Tenant tenant) => OnlyIn is null || OnlyIn == tenant;
}
