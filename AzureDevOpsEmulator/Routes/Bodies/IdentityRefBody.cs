using System.Text.Json.Serialization;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A person as pushes, pull requests and subscriptions name them.</summary>
internal sealed record IdentityRefBody(
    string DisplayName,
    string Url,
    [property: JsonPropertyName("_links")] object Links,
    Guid Id,
    string UniqueName,
    string ImageUrl,
    string Descriptor)
{
    public static IdentityRefBody Of(IWireContext call, Person person)
    {
        var id = person.IdentityIn(call.Collection.Id);
        var descriptor = IdentityBody.Of(person, call.Collection.Id).SubjectDescriptor;
        var avatar = $"{call.Links.Collection(call.Collection)}/_apis/GraphProfile/MemberAvatars/{descriptor}";
        return new IdentityRefBody(
            person.DisplayName, call.Links.Identity(call.Collection, id), new { avatar = new LinkBody(avatar) }, id, person.Account,
            call.Links.IdentityImage(call.Collection, id), descriptor);
    }
}
