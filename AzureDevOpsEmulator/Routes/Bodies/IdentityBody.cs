using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A person as <c>connectionData</c> shows the one who asks.</summary>
internal sealed record IdentityBody(
    Guid Id,
    string Descriptor,
    string SubjectDescriptor,
    string ProviderDisplayName,
    bool IsActive,
    object Properties,
    int ResourceVersion,
    int MetaTypeId)
{
    public static IdentityBody Of(Person person, Guid host) =>
        person.Tenant is { } tenant ? OfTenant(person, tenant, host) : OfDomain(person, host);

    private static IdentityBody OfTenant(Person person, Guid tenant, Guid host) => new(
        person.IdentityIn(host),
        $@"Microsoft.IdentityModel.Claims.ClaimsIdentity;{tenant}\{person.Account}",
        "aad." + Convert.ToBase64String(Encoding.UTF8.GetBytes(person.IdentityIn(tenant).ToString())).TrimEnd('='),
        person.DisplayName,
        IsActive: true,
        new JsonObject { ["Account"] = TypedText(person.Account) },
        ResourceVersion: 2,
        MetaTypeId: 0);

    private static IdentityBody OfDomain(Person person, Guid host)
    {
        var sid = SidOf(person);
        var account = person.Account.Split('\\');
        return new IdentityBody(
            person.IdentityIn(host),
            $"System.Security.Principal.WindowsIdentity;{sid}",
            "win." + Convert.ToBase64String(Encoding.UTF8.GetBytes(sid)).TrimEnd('='),
            person.DisplayName,
            IsActive: true,
            new JsonObject { ["Domain"] = TypedText(account[0]), ["Account"] = TypedText(account[1]) },
            ResourceVersion: 2,
            MetaTypeId: 0);
    }

    /// <summary>A value that says what type it is of.</summary>
    private static JsonObject TypedText(string value) => new() { ["$type"] = "System.String", ["$value"] = value };

    private static string SidOf(Person person)
    {
        var relative = 1100 + StableId.Number(8000, "sid", person.Account);
        return string.Create(CultureInfo.InvariantCulture, $"S-1-5-21-3171203021-1417004520-2025110308-{relative}");
    }
}
