namespace AzureDevOpsEmulator.Routes;

/// <summary>An organization's resource areas are spread over services, found through pointers to the account service. The IDs are the real service's.</summary>
internal static class HostedLocation
{
    public const string PointerType = "LocationService2";
    private static readonly Guid ProjectService = new("00025394-6065-48ca-87d9-7f5672854ef7");
    private static readonly Guid AccountService = new("951917ac-a960-4999-8464-e3f0aa25b381");

    public static Guid OwnerOf(ApiCall call) => call.IsForAccounts ? AccountService : ProjectService;

    /// <summary>Some areas lead to a refusal that says what is missing.</summary>
    public static IReadOnlyList<HostedArea> Areas(ApiCall call)
    {
        var (organizations, accounts) = (UrlOf(call, call.Links.Cloud!.Organizations), UrlOf(call, call.Links.Cloud.Accounts));
        return
        [
            new(new Guid("79134c72-4a58-4b42-976c-04e7115f32bf"), "core", organizations),
            new(new Guid("4e080c62-fa21-4fbc-8fef-2a10a2b38049"), "git", organizations),
            new(new Guid("5264459e-e5e0-4bd8-b118-0985e68a4ec5"), "wit", organizations),
            new(new Guid("965220d5-5bb9-42cf-8d67-9b146df2a5a4"), "build", organizations),
            new(new Guid("fb13a388-40dd-4a04-b530-013a739c72ef"), "policy", organizations),
            new(new Guid("8ccfef3d-2b87-4e99-8ccb-66e343d2daa8"), "profile", accounts),
            new(new Guid("0d55247a-1c47-4462-9b1f-5e2125590ee6"), "account", accounts),
        ];
    }

    public static object[] AccessMappings(ApiCall call)
    {
        var own = call.HostCollection is { } collection ? $"{call.Links.Root}/{collection.Name}/" : call.Links.Root + "/";
        var root = call.Links.Root;
        return
        [
            Mapping("HostGuidAccessMapping", "Host Guid Access Mapping", $"{root}/serviceHosts/{call.HostId}/", null),
            Mapping("PublicAccessMapping", "Public Access Mapping", own, ""),
            Mapping("AzureInstanceMapping", "Azure Instance Mapping", call.Links.Realm, null),
            Mapping("CodexAccessMapping", "Codex Access Mapping", own, ""),
        ];
    }

    /// <summary>The account service knows all areas.</summary>
    public static object[] Pointers(ApiCall call) =>
        [Pointer(AccountService, "SPS", UrlOf(call, call.HostCollection is null ? call.Links.Cloud!.Profile : call.Links.Cloud!.Accounts))];

    public static object Pointer(Guid identifier, string name, string url) => new
    {
        serviceType = PointerType,
        identifier,
        displayName = name,
        relativeToSetting = "fullyQualified",
        description = "",
        toolId = "Framework",
        locationMappings = new[]
        {
            new { accessMappingMoniker = "PublicAccessMapping", location = url },
            new { accessMappingMoniker = "HostGuidAccessMapping", location = url },
        },
    };

    private static object Mapping(string moniker, string displayName, string accessPoint, string? virtualDirectory) =>
        new { displayName, moniker, accessPoint, serviceOwner = Guid.Empty, virtualDirectory };

    private static string UrlOf(ApiCall call, string service) =>
        call.HostCollection is { } collection ? $"{service}/{collection.Name}/" : service + "/";
}

internal sealed record HostedArea(Guid Id, string Name, string LocationUrl)
{
    public bool HasId(string id) => Guid.TryParse(id, out var wanted) && wanted == Id;
}
