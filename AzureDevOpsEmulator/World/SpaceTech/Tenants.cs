using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>The tenants of SpaceTech and of a partner.</summary>
internal static class Tenants
{
    public static Tenant SpaceTech { get; } = Tenant.Of("spacetech.example", "SpaceTech");

    public static Tenant LunarLogistics { get; } = Tenant.Of("lunarlogistics.example", "Lunar Logistics");

    public static IReadOnlyList<Tenant> All { get; } = [SpaceTech, LunarLogistics];

    public static Tenant? Find(Guid id) => All.FirstOrDefault(tenant => tenant.Id == id);
}
