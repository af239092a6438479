using Microsoft.AspNetCore.Connections.Features;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>Azure DevOps Services: resolves the organization, authorizes the caller, dispatches the request.</summary>
internal sealed class CloudServer(CloudAuthorization gate, CloudSwitches switches, RestApiHandler api, GitHttpHandler git)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ITlsHandshakeFeature>() is { HostName: "" } && !SiteMap.IsLoopback(context.Request.Host.Host))
        {
            // The service demands the server name in the TLS hello.
            context.Abort();
            return;
        }

        ServiceHeaders.Add(context);
        LegacyOrganizationUrl.Rewrite(context);
        var address = RequestPath.Parse(context.Request.Path);
        if (address is { Collection: null, Marker: "_signin" })
        {
            await CloudChallenge.SignInPageAsync(context);
            return;
        }

        var organization = address.Collection is { } name ? CloudOrganizations.Find(name) : null;
        if (IsTenantQuery(context, address, organization))
            await CloudChallenge.TenantAsync(context, organization!);
        else if (!Exists(context, address, organization))
            await context.WriteHtmlAsync(404, "The resource cannot be found.", "HTTP 404.");
        else if (organization is not null && switches.StateOf(organization) == OrganizationState.Stopped)
            await Outages.StoppedCollectionAsync(context, _ => Task.CompletedTask);
        else if (await gate.AuthorizeAsync(context, organization) is { } token)
            await ServeAsync(context, address, organization, token);
    }

    /// <summary>Only the account service has resources outside an organization, and only under its own host name.</summary>
    private bool Exists(HttpContext context, RequestPath address, Organization? organization) => address.Collection is null
        ? context.Site().HostName == CloudUrls.ProfileHost
        : organization is not null && switches.StateOf(organization) != OrganizationState.Disabled
            && context.Site().HostName != CloudUrls.ProfileHost;

    /// <summary>Clients look up an organization's tenant by an anonymous HEAD of its account service.</summary>
    private static bool IsTenantQuery(HttpContext context, RequestPath address, Organization? organization) =>
        organization is not null && HttpMethods.IsHead(context.Request.Method) && address.Marker.Length == 0
        && context.Site().HostName == CloudUrls.AccountsHost && context.Request.Headers.Authorization.Count == 0;

    private async Task ServeAsync(HttpContext context, RequestPath address, Organization? organization, AccessToken token)
    {
        if (organization is null && IsPersonal(token) && address.Rest is [var area, ..] && IsAccountArea(area))
        {
            await Challenge.InsufficientScopeAsync(context);
            return;
        }

        if (organization is not null)
            context.Response.Headers["X-VSS-ResourceTenant"] = organization.Tenant.Id.ToString();
        ServiceHeaders.AddIdentity(context, token.Owner, organization?.Collection.Id ?? context.Site().Content.InstanceId);
        Task Dispatch(HttpContext served) => DispatchAsync(served, address, organization?.Collection, token);
        await ((organization is null ? OrganizationState.Open : switches.StateOf(organization)) switch
        {
            OrganizationState.Throttled => Outages.ThrottledAsync(context, Dispatch),
            OrganizationState.Delayed => Outages.DelayedAsync(context, Dispatch),
            _ => Dispatch(context),
        });
    }

    private Task DispatchAsync(HttpContext context, RequestPath address, TeamProjectCollection? collection, AccessToken token) =>
        address.Marker switch
        {
            "_apis" => api.HandleAsync(context, address, collection, token),
            "_git" when collection is not null && context.Site().Service == CloudService.Organizations =>
                git.HandleAsync(context, address, collection, token),
            _ => WebPages.HandleAsync(context, address, collection, token.Owner),
        };

    /// <summary>Personal access tokens belong to one organization and can't list the others.</summary>
    private static bool IsPersonal(AccessToken token) => token.Value.Length > 0;

    private static bool IsAccountArea(string area) =>
        area.Equals("profile", StringComparison.OrdinalIgnoreCase) || area.Equals("accounts", StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// The legacy form of an organization's URLs, <c>https://{organization}.visualstudio.com[/DefaultCollection]</c>. Responses have the new
/// form.
/// </summary>
internal static class LegacyOrganizationUrl
{
    public static void Rewrite(HttpContext context)
    {
        if (context.Site().LegacyOrganization is not { } organization)
            return;

        var inside = context.Request.Path.StartsWithSegments("/DefaultCollection", StringComparison.OrdinalIgnoreCase, out var rest)
            ? rest
            : context.Request.Path;
        context.Request.Path = new PathString("/" + organization).Add(inside);
        context.SetLinkRoot(CloudUrls.For(context.Request).Organizations);
    }
}
