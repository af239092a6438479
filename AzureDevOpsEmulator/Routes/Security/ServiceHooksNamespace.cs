namespace AzureDevOpsEmulator.Routes.Security;

/// <summary>The security namespace that says who may see and change service hooks.</summary>
internal static class ServiceHooksNamespace
{
    private const string CollectionToken = "PublisherSecurity";

    /// <summary>View, edit and delete subscriptions; publishing events is the server's own business.</summary>
    private const int AdministratorBits = 1 | 2 | 4;

    public static readonly Guid Id = new("cb594ebe-87dd-4fc9-ac2c-6a10a4c92046");

    /// <summary>Whether all bits are allowed on a token: <c>PublisherSecurity</c>, or <c>PublisherSecurity/{projectId}</c>.</summary>
    public static bool Allows(ApiCall call, string token, int bits)
    {
        var parts = token.Split('/');
        if (!parts[0].Equals(CollectionToken, StringComparison.OrdinalIgnoreCase) || (bits & ~AdministratorBits) != 0)
            return false;

        var rights = call.Caller.ManagesHooks;
        var project = parts.Length == 1 ? null : call.Content.FindProject(call.Collection, parts[1], call.Caller);
        return project is null ? rights.CoversCollection : rights.Covers(project);
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
            Action(1, "ViewSubscriptions", "View Subscriptions"),
            Action(2, "EditSubscriptions", "Edit Subscription"),
            Action(4, "DeleteSubscriptions", "Delete Subscriptions"),
            Action(8, "PublishEvents", "Publish Events"),
        },
        structureValue = 1,
        isRemotable = true,
        useTokenTranslator = true,
        systemBitMask = 0,
    };

    private static object Action(int bit, string name, string displayName) => new { bit, name, displayName, namespaceId = Id };
}
