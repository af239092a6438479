using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A person as <c>connectionData</c> shows the one who asks.</summary>
internal sealed record IdentityBody(
    Guid Id, string Descriptor, string SubjectDescriptor, string ProviderDisplayName, bool IsActive, object Properties, int ResourceVersion, int MetaTypeId)
{
    public static IdentityBody Of(Person person, Guid host)
    {
        var sid = SidOf(person);
        return new IdentityBody(
            person.IdentityIn(host),
            $"System.Security.Principal.WindowsIdentity;{sid}",
            "win." + Convert.ToBase64String(Encoding.UTF8.GetBytes(sid)).TrimEnd('='),
            person.DisplayName,
            IsActive: true,
            new { Domain = new TypedText(person.Account.Split('\\')[0]), Account = new TypedText(person.Account.Split('\\')[^1]) },
            ResourceVersion: 2,
            MetaTypeId: 0);
    }

    /// <summary>A value that says what type it is of.</summary>
    private sealed record TypedText([property: JsonPropertyName("$value")] string Value)
    {
        [JsonPropertyName("$type")]
        [JsonPropertyOrder(-1)]
        public string Type => "System.String";
    }

    private static string SidOf(Person person) =>
        "S-1-5-21-3171203021-1417004520-2025110308-" + (1100 + StableId.Number(8000, "sid", person.Account)).ToString(CultureInfo.InvariantCulture);
}
