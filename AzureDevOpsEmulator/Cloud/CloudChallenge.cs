namespace AzureDevOpsEmulator.Cloud;

/// <summary>
/// The challenges of Azure DevOps Services: a status for requests with <c>X-TFS-FedAuthRedirect: Suppress</c> and for Git, otherwise a
/// redirect to the sign-in page.
/// </summary>
internal static class CloudChallenge
{
    public static Task AnonymousAsync(HttpContext context, Organization? organization) =>
        ChallengeAsync(context, organization, ApiErrors.AnonymousMessage);

    /// <summary>Unknown, revoked, expired, of another tenant or blocked by a policy: the responses are equal.</summary>
    public static Task UnknownAsync(HttpContext context, Organization? organization) =>
        ChallengeAsync(context, organization, ApiErrors.UnknownUserMessage);

    public static Task NotAMemberAsync(HttpContext context, Guid person)
    {
        context.Response.Headers.WWWAuthenticate = new[] { "TFS-Federated", "Bearer" };
        return WireJson.WriteErrorAsync(context, ApiErrors.NotAMember(person));
    }

    /// <summary>An application that wasn't added to the organization.</summary>
    public static Task NotAddedAsync(HttpContext context, EntraAccess access)
    {
        var error = ApiErrors.NotAdded(access.Tenant.Id, access.Person.SignInName);
        context.Response.Headers.WWWAuthenticate = new[] { "TFS-Federated", "Bearer" };
        context.Response.Headers["X-TFS-ServiceError"] = context.EncodeHeader(error.Message);
        return WireJson.WriteErrorAsync(context, error);
    }

    /// <summary>Only a header gives the reason.</summary>
    public static Task GlobalTokenAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = $"Basic realm=\"{context.Links().Realm}\"";
        context.Response.Headers["X-TFS-ServiceError"] = Uri.EscapeDataString(ApiErrors.GlobalTokenMessage);
        return context.WriteHtmlAsync(401, "401 - Unauthorized", "Access is denied.");
    }

    /// <summary>Browsers get a page with the message.</summary>
    public static Task ConditionalAccessAsync(HttpContext context)
    {
        var error = ApiErrors.ConditionalAccessFailed();
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? context.WriteHtmlAsync(error.Status, error.Message, error.Message)
            : WireJson.WriteErrorAsync(context, error);
    }

    /// <summary>The end of the redirects to sign-in; its status 203 identifies it.</summary>
    public static Task SignInPageAsync(HttpContext context) =>
        context.WriteHtmlAsync(203, "Azure DevOps Services | Sign In", "Sign in to Azure DevOps Services.");

    public static Task TenantAsync(HttpContext context, Organization organization)
    {
        SetTenant(context, organization);
        return context.WriteHtmlAsync(404, "The resource cannot be found.", "HTTP 404.");
    }

    private static void SetTenant(HttpContext context, Organization? organization) =>
        context.Response.Headers["X-VSS-ResourceTenant"] = organization is { IsEmptyElsewhere: true } ? default : (organization?.Tenant.Id ?? Guid.Empty).ToString();

    private static Task ChallengeAsync(HttpContext context, Organization? organization, string message)
    {
        var (links, headers) = (context.Links(), context.Response.Headers);
        var signIn = $"{links.Cloud!.Profile}/_signin?{SignInQuery(context)}";
        headers["X-TFS-FedAuthRealm"] = links.Realm;
        headers["X-TFS-FedAuthIssuer"] = links.Root + "/";
        headers["X-TFS-FedAuthRedirect"] = signIn;
        var tenant = organization is { IsEmptyElsewhere: false } ? organization.Tenant.Id : (Guid?)null;
        SetTenant(context, organization);
        if (!WantsStatus(context.Request))
            return RedirectAsync(context, signIn);

        headers.WWWAuthenticate = new[]
        {
            $"Bearer authorization_uri={links.Cloud.SignIn}/{tenant?.ToString() ?? "common"}",
            $"Basic realm=\"{links.Realm}\"",
            "TFS-Federated",
        };
        headers["X-TFS-ServiceError"] = context.EncodeHeader(message);
        headers["X-TFS-SoapException"] = Uri.EscapeDataString(Challenge.SoapFault(message));
        return context.WriteHtmlAsync(401, "Azure DevOps Services | Unauthorized", message);
    }

    private static Task RedirectAsync(HttpContext context, string signIn)
    {
        context.Response.Headers.Location = signIn;
        return context.WriteHtmlAsync(302, "Object moved", "Object moved.");
    }

    private static bool WantsStatus(HttpRequest request) =>
        request.Headers["X-TFS-FedAuthRedirect"].ToString().Equals("Suppress", StringComparison.OrdinalIgnoreCase)
        || (request.Path.Value ?? "").Contains("/_git/", StringComparison.OrdinalIgnoreCase);

    public static string SignInQuery(HttpContext context)
    {
        var request = context.Request;
        var back = Uri.EscapeDataString($"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{request.QueryString}");
        return $"realm={Uri.EscapeDataString(request.Host.Host)}&reply_to={back}";
    }
}
