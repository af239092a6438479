namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>The people of the cloud: one for each outcome of a sign-in.</summary>
internal static class CloudPeople
{
    public static CloudPerson Ada { get; } = Member("ada", "Ada Lindqvist", "ada.lindqvist", "Member of three organizations");

    public static CloudPerson Bruno { get; } =
        Member("bruno", "Bruno Keller", "bruno.keller", "Member of organizations in all states; may not create webhooks") with
        {
            CanManageHooks = ProjectAccess.None,
        };

    public static CloudPerson Chiara { get; } = Member("chiara", "Chiara Novak", "chiara.novak", "Member of no organization");

    public static CloudPerson Dmitri { get; } =
        Member("dmitri", "Dmitri Haas", "dmitri.haas", "Guest in the tenant of Lunar Logistics, with organizations there") with
        {
            GuestIn = [Tenants.LunarLogistics],
        };

    public static CloudPerson Eve { get; } =
        new("eve", "Eve Marlow", "eve.marlow@outlook.example", Tenant.Consumers, "Personal Microsoft account: not for Azure DevOps");

    public static CloudPerson Farid { get; } =
        Member("farid", "Farid Aziz", "farid.aziz", "May not consent: needs an administrator's approval") with { MayConsent = false };

    public static CloudPerson Greta { get; } =
        Member("greta", "Greta Thorsen", "greta.thorsen", "Kept out by a conditional access policy") with { IsUnderConditionalAccess = true };

    public static CloudPerson Hedda { get; } =
        Member("hedda", "Hedda Brandt", "hedda.brandt", "Administrator: can consent for the whole tenant") with { IsAdministrator = true };

    public static IReadOnlyList<CloudPerson> All { get; } = [Ada, Bruno, Chiara, Dmitri, Eve, Farid, Greta, Hedda];

    public static CloudPerson? Find(string name) => All.FirstOrDefault(person =>
        person.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || person.SignInName.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static CloudPerson Member(string name, string displayName, string user, string description) =>
        new(name, displayName, $"{user}@{Tenants.SpaceTech.Domain}", Tenants.SpaceTech, description);
}
