using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.World.Cloud;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Routes.Accounts;

/// <summary><c>GET _apis/accounts?memberId=…</c>: the organizations of the one who asks.</summary>
internal static class GetAccounts
{
    public static ApiAnswer Answer(ApiCall call)
    {
        var filter = call.Query["memberId"].ToString() is { Length: > 0 } member ? member : call.Query["ownerId"].ToString();
        if (!Guid.TryParse(filter, out var id))
            throw new FaultException(Faults.BadArgument("memberId", filter));

        var organizations = id == call.Caller.IdentityIn(call.HostId) ? CloudOrganizations.ListedFor(call.Caller) : [];
        return new ApiAnswer(Listing.CountFirst(organizations.Select(organization => Describe(call, organization)).ToList()));
    }

    private static object Describe(ApiCall call, Organization organization) => new
    {
        accountId = organization.Collection.Id,
        accountUri = $"{call.Links.Cloud?.Accounts}/{organization.Name}/",
        accountName = organization.Name,
        accountStatus = call.Switches.StateOf(organization) == OrganizationState.Disabled ? "disabled" : null,
        properties = new { },
    };
}
