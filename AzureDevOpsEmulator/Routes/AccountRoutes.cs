namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/profile/profiles/{id}</c>: the caller, by <c>me</c> or by ID.</summary>
internal static class GetProfile
{
    public static ApiResponse Handle(ApiCall call)
    {
        var id = call.Caller.IdentityIn(call.HostId);
        var wanted = call.Value("id") ?? "me";
        if (!wanted.Equals("me", StringComparison.OrdinalIgnoreCase) && !(Guid.TryParse(wanted, out var other) && other == id))
            throw new ApiException(ApiErrors.ProfileNotFound(wanted));

        return new ApiResponse(new
        {
            displayName = call.Caller.DisplayName,
            publicAlias = id,
            emailAddress = call.Caller.Account,
            coreRevision = 418297613,

            // Unlike all other dates it has an offset instead of a Z.
            timeStamp = "2024-05-12T22:23:07.727+00:00",
            id,
            revision = 418297613,
        });
    }
}

/// <summary><c>GET _apis/accounts?memberId=…</c>: the caller's organizations.</summary>
internal static class GetAccounts
{
    public static ApiResponse Handle(ApiCall call)
    {
        var filter = call.Query["memberId"].ToString() is { Length: > 0 } member ? member : call.Query["ownerId"].ToString();
        if (!Guid.TryParse(filter, out var id))
            throw new ApiException(ApiErrors.InvalidArgument("memberId", filter));

        var organizations = id == call.Caller.IdentityIn(call.HostId) ? CloudOrganizations.ListedFor(call.Caller) : [];
        return new ApiResponse(Listing.CountFirst(organizations.Select(organization => Describe(call, organization)).ToList()));
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
