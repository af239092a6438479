namespace AzureDevOpsEmulator.World.SpaceTech;

internal static class Tenants
{
    public static Tenant SpaceTech { get; } = Tenant.Of("spacetech.example", "SpaceTech");
    public static Tenant LunarLogistics { get; } = Tenant.Of("lunarlogistics.example", "Lunar Logistics");
    public static IReadOnlyList<Tenant> All { get; } = [SpaceTech, LunarLogistics];

    public static Tenant? Find(Guid id) => All.FirstOrDefault(tenant => tenant.Id == id);
}

/// <summary>The registered applications. Secrets are derived from the data folder's seed.</summary>
internal static class CloudClients
{
    public static ClientApplication Main { get; } =
        new("main", new Guid("6f2b1c7e-3d54-4a8e-9b0a-5c1f27d8e640"), "Build Connector", "Known in every tenant");

    public static IReadOnlyList<ClientApplication> All { get; } =
    [
        Main,
        new("partner-only", new Guid("a3d9e1f4-70b2-4c6d-8e15-92b6c40d7f31"), "Partner Connector", "Known to Lunar Logistics alone (700016 elsewhere)")
        {
            OnlyIn = Tenants.LunarLogistics,
        },
        new("disabled", new Guid("d41c5b8a-9e37-4f02-a6d8-1b7e30c95f82"), "Retired Connector", "Disabled (7000112)") { IsDisabled = true },
    ];

    public static ClientApplication? Find(string? id) =>
        Guid.TryParse(id, out var known) ? All.FirstOrDefault(client => client.Id == known) : null;

    /// <summary>40 characters in the real service's form: three letters, a digit, a Q and a tilde.</summary>
    public static string SecretOf(ClientApplication client, byte[] seed)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
        var hash = HMACSHA512.HashData(seed, Encoding.UTF8.GetBytes("client/" + client.Id));
        var text = string.Concat(hash.Take(37).Select(part => Alphabet[part & 63]));
        return $"{text[..3]}8Q~{text[3..37]}";
    }
}
