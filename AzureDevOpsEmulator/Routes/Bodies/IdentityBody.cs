using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Routes.Bodies;

internal static class IdentityBody
{
    public static object Of(Person person, Guid host) => new
    {
        id = person.IdentityIn(host),
        descriptor = person.Tenant is { } tenant
            ? $@"Microsoft.IdentityModel.Claims.ClaimsIdentity;{tenant}\{person.Account}"
            : $"System.Security.Principal.WindowsIdentity;{SidOf(person)}",
        subjectDescriptor = SubjectDescriptorOf(person),
        providerDisplayName = person.DisplayName,
        isActive = true,
        properties = PropertiesOf(person),
        resourceVersion = 2,
        metaTypeId = 0,
    };

    public static string SubjectDescriptorOf(Person person) => person.Tenant is { } tenant
        ? "aad." + Base64(person.IdentityIn(tenant).ToString())
        : "win." + Base64(SidOf(person));

    private static JsonObject PropertiesOf(Person person) => person.Account.Split('\\') is [var domain, var account]
        ? new JsonObject { ["Domain"] = TypedText(domain), ["Account"] = TypedText(account) }
        : new JsonObject { ["Account"] = TypedText(person.Account) };

    private static JsonObject TypedText(string value) => new() { ["$type"] = "System.String", ["$value"] = value };

    private static string SidOf(Person person) => string.Create(
        CultureInfo.InvariantCulture, $"S-1-5-21-3171203021-1417004520-2025110308-{1100 + StableId.Number(8000, "sid", person.Account)}");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');
}

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
        var descriptor = IdentityBody.SubjectDescriptorOf(person);
        var avatar = $"{call.Links.Collection(call.Collection)}/_apis/GraphProfile/MemberAvatars/{descriptor}";
        return new IdentityRefBody(
            person.DisplayName, call.Links.Identity(call.Collection, id), new { avatar = new LinkBody(avatar) }, id, person.Account,
            call.Links.IdentityImage(call.Collection, id), descriptor);
    }
}
