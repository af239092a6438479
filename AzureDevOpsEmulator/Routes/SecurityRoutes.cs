namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/securitynamespaces</c>: the one namespace of the emulator.</summary>
internal static class GetSecurityNamespaces
{
    public static ApiResponse Handle(ApiCall call)
    {
        var wanted = call.Value("securityNamespaceId");
        if (wanted is not null && !Guid.TryParse(wanted, out _))
            throw new ApiException(ApiErrors.InvalidArgument("securityNamespaceId", wanted));
        if (wanted is not null && Guid.Parse(wanted) is var id && id != ServiceHooksNamespace.Id && id != Guid.Empty)
            throw new ApiException(ApiErrors.SecurityNamespaceNotFound(id));

        return new ApiResponse(Listing.CountFirst(new[] { ServiceHooksNamespace.Describe() }));
    }
}

/// <summary><c>GET _apis/permissions/{namespace}/{bits}?tokens=…</c>: one result for each token. Needs no scope.</summary>
internal static class HasPermissions
{
    public static ApiResponse Handle(ApiCall call)
    {
        if (!Guid.TryParse(call.Value("securityNamespaceId"), out var id))
            throw new ApiException(ApiErrors.InvalidArgument("securityNamespaceId", call.Value("securityNamespaceId")));
        if (id != ServiceHooksNamespace.Id)
            throw new ApiException(ApiErrors.NotImplemented("GET", $"_apis/permissions/{id}"));
        if (!int.TryParse(call.Value("permissions") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            throw new ApiException(ApiErrors.InvalidArgument("permissions", call.Value("permissions")));

        var delimiter = call.Query["delimiter"].ToString();
        var tokens = call.Query["tokens"].ToString().Split(delimiter.Length == 0 ? "," : delimiter);
        return new ApiResponse(Listing.CountFirst(tokens.Select(token => ServiceHooksNamespace.Allows(call, token, bits)).ToList()));
    }
}

internal static class ServiceHooksNamespace
{
    public const string CollectionToken = "PublisherSecurity";
    public const int View = 1;
    public const int Edit = 2;
    public const int Delete = 4;
    public static readonly Guid Id = new("cb594ebe-87dd-4fc9-ac2c-6a10a4c92046");

    /// <summary>Whether all bits are allowed on <c>PublisherSecurity</c> or <c>PublisherSecurity/{projectId}</c>.</summary>
    public static bool Allows(ApiCall call, string token, int bits)
    {
        var parts = token.Split('/');
        if (!parts[0].Equals(CollectionToken, StringComparison.OrdinalIgnoreCase))
            return false;

        var project = parts.Length == 1 ? null : call.Content.FindProject(call.Collection, parts[1], call.Caller);
        return (bits & ~GrantedTo(call.Caller, project)) == 0;
    }

    public static string NameOf(int bit) => bit switch
    {
        View => "View Subscriptions",
        Edit => "Edit Subscription",
        _ => "Delete Subscriptions",
    };

    /// <summary>Nobody may publish events but the server itself.</summary>
    private static int GrantedTo(Person person, TeamProject? project)
    {
        bool Has(ProjectAccess rights) => project is null ? rights.CoversCollection : rights.Includes(project);
        return (Has(person.CanViewHooks) ? View : 0)
            | (Has(person.CanEditHooks) ? View | Edit : 0)
            | (Has(person.CanManageHooks) ? View | Edit | Delete : 0);
    }

    public static object Describe() => new
    {
        namespaceId = Id,
        name = "ServiceHooks",
        displayName = "ServiceHooks",
        separatorValue = "/",
        elementLength = -1,
        writePermission = 7,
        readPermission = 1,
        dataspaceCategory = "Default",
        actions = new[]
        {
            Action(View, "ViewSubscriptions", NameOf(View)),
            Action(Edit, "EditSubscriptions", NameOf(Edit)),
            Action(Delete, "DeleteSubscriptions", NameOf(Delete)),
            Action(8, "PublishEvents", "Publish Events"),
        },
        structureValue = 1,
        isRemotable = true,
        useTokenTranslator = true,
        systemBitMask = 0,
    };

    private static object Action(int bit, string name, string displayName) => new { bit, name, displayName, namespaceId = Id };
}
