namespace AzureDevOpsEmulator.World.Cloud;

/// <summary>A Microsoft Entra tenant: the directory that accounts are of and that tokens are bound to.</summary>
internal sealed record Tenant(Guid Id, string Domain, string Name)
{
    /// <summary>The tenant in which personal Microsoft accounts are kept; its id is the real one.</summary>
    public static Tenant Consumers { get; } = new(new Guid("9188040d-6c67-4c5b-b112-36a304b66dad"), "live.com", "Personal Microsoft accounts");

    public static Tenant Of(string domain, string name) => new(StableId.For("tenant", domain), domain, name);

    public bool IsCalled(string idOrDomain) =>
        Guid.TryParse(idOrDomain, out var id) ? id == Id : Domain.Equals(idOrDomain, StringComparison.OrdinalIgnoreCase);
}
