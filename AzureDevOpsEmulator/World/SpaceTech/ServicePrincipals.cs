namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>The service principals of applications and managed identities: one for each outcome. Azure DevOps knows them by their object ID.</summary>
internal static class ServicePrincipals
{
    public static CloudPerson Builder { get; } = Of(CloudClients.Builder);

    public static CloudPerson Reader { get; } = Of(CloudClients.Reader) with { CanManageHooks = ProjectAccess.None, CanContribute = ProjectAccess.None };

    public static CloudPerson Unlicensed { get; } = Of(CloudClients.Unlicensed) with { HasLicense = false };

    public static CloudPerson Pipeline { get; } = Of(CloudClients.Pipeline);

    public static CloudPerson Machine { get; } = Of(CloudClients.Machine);

    public static IReadOnlyList<CloudPerson> Special { get; } = [Builder, Reader, Unlicensed, Pipeline, Machine];

    /// <summary>The principal that a grant names; null for a person.</summary>
    public static CloudPerson? Find(string name) =>
        Special.FirstOrDefault(principal => principal.Name == name)
        ?? (CloudClients.All.FirstOrDefault(client => NameOf(client) == name) is { } client ? Of(client) : null);

    public static string NameOf(ClientApplication client) => "application-" + client.Name;

    private static CloudPerson Of(ClientApplication client) =>
        new(NameOf(client), client.DisplayName, StableId.For("service-principal", client.Name).ToString(), Tenants.SpaceTech, client.Description)
        {
            GuestIn = [Tenants.LunarLogistics],
            IsApplication = true,
        };
}
