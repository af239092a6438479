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

    public static ClientApplication Builder { get; } =
        new("builder", new Guid("0c7d52e9-84b1-4e3f-b6a2-9d15f3780c4a"), "SpaceTech Builder", "In spacetech and spacetech-labs; has a certificate, too") { OnlyIn = Tenants.SpaceTech };

    public static ClientApplication Reader { get; } =
        new("reader", new Guid("51e8a0f6-2c9b-47d4-8f13-e07b6a94d2c5"), "SpaceTech Reader", "In spacetech; may not create webhooks") { OnlyIn = Tenants.SpaceTech };

    public static ClientApplication Unlicensed { get; } =
        new("unlicensed", new Guid("8ab3c61d-f507-4929-9e7c-34d80b15fe62"), "SpaceTech Visitor", "In spacetech, without a license for code") { OnlyIn = Tenants.SpaceTech };

    public static ClientApplication Pipeline { get; } =
        new("pipeline", new Guid("e4907b2f-6d18-4ca5-a3f0-58c2d91b7e36"), "SpaceTech Pipeline", "In spacetech; trusts assertions of the cluster") { OnlyIn = Tenants.SpaceTech, FederatedSubject = "system:serviceaccount:builds:connector" };

    /// <summary>The machine's managed identity, which has no credential of its own.</summary>
    public static ClientApplication Machine { get; } =
        new("machine", new Guid("3f16d8c0-b94e-4a72-87d5-c2e05f9a1b83"), "spacetech-build-vm", "The machine's managed identity, in spacetech") { OnlyIn = Tenants.SpaceTech, IsManagedIdentity = true };

    public static IReadOnlyList<ClientApplication> All { get; } =
    [
        Main,
        Builder,
        Reader,
        Unlicensed,
        Pipeline,
        new("outsider", new Guid("b90f4e27-15d3-4f68-bc8a-7e61d2a03594"), "SpaceTech Outsider", "In no organization") { OnlyIn = Tenants.SpaceTech },
        Machine,
        new("partner-only", new Guid("a3d9e1f4-70b2-4c6d-8e15-92b6c40d7f31"), "Partner Connector", "Known to Lunar Logistics alone (700016 elsewhere)")
        {
            OnlyIn = Tenants.LunarLogistics,
        },
        new("disabled", new Guid("d41c5b8a-9e37-4f02-a6d8-1b7e30c95f82"), "Retired Connector", "Disabled (7000112)") { IsDisabled = true },
    ];

    public static ClientApplication? Find(string? id) =>
        Guid.TryParse(id, out var known) ? All.FirstOrDefault(client => client.Id == known) : null;

    /// <summary>40 characters in the real service's form: three letters, a digit, a Q and a tilde.</summary>
    /// <param name="purpose">Which of the client's secrets.</param>
    public static string SecretOf(ClientApplication client, byte[] seed, string purpose = "client")
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
        var hash = HMACSHA512.HashData(seed, Encoding.UTF8.GetBytes($"{purpose}/{client.Id}"));
        var text = string.Concat(hash.Take(37).Select(part => Alphabet[part & 63]));
        return $"{text[..3]}8Q~{text[3..37]}";
    }
}
