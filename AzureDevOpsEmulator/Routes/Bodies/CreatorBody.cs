using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>Who created a branch: the same person everywhere, since nobody's choice depends on it.</summary>
internal sealed record CreatorBody(string DisplayName, string Url, Guid Id, string UniqueName, string ImageUrl)
{
    public static CreatorBody Of(ApiCall call)
    {
        var person = call.Product.IsHosted ? CloudPeople.Hedda.In(Tenants.SpaceTech) : People.CollectionAdministrator;
        var id = person.IdentityIn(call.HostId);
        return new CreatorBody(
            person.DisplayName, call.Links.Identity(call.Collection, id), id, person.Account,
            call.Links.IdentityImage(call.Collection, id));
    }
}
