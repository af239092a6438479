namespace AzureDevOpsEmulator.Hosting;

/// <summary>An Azure DevOps Server: authenticates, resolves the collection, dispatches to REST, Git or web pages.</summary>
internal sealed class OnPremisesServer(TokenStore tokens, RestApiHandler api, GitHttpHandler git)
{
    public async Task InvokeAsync(HttpContext context)
    {
        ServiceHeaders.Add(context);
        if (await AuthenticateAsync(context) is not { } token)
            return;

        var address = RequestPath.Parse(context.Request.Path);
        var content = context.Site().Content;
        var collection = address.Collection is { } name ? content.FindCollection(name) : null;
        ServiceHeaders.AddIdentity(context, token.Owner, collection?.Id ?? content.InstanceId);
        if (address.Collection is not null && collection is null)
            await context.WriteHtmlAsync(404, "The resource cannot be found.", "HTTP 404.");
        else
            await DispatchAsync(context, address, collection, token);
    }

    private Task DispatchAsync(HttpContext context, RequestPath address, TeamProjectCollection? collection, AccessToken token) =>
        address.Marker switch
        {
            "_apis" => api.HandleAsync(context, address, collection, token),
            "_git" when collection is not null => git.HandleAsync(context, address, collection, token),
            _ => WebPages.HandleAsync(context, address, collection, token.Owner),
        };

    /// <summary>A server accepts tokens as passwords only, not as bearer tokens.</summary>
    private async Task<AccessToken?> AuthenticateAsync(HttpContext context)
    {
        var credential = RequestCredential.Read(context.Request, tokens);
        switch (credential)
        {
            case { Kind: CredentialKind.Basic, Token: { Realm: TokenRealm.Servers, State: TokenState.Valid } valid }:
                return valid;
            case { Kind: CredentialKind.Basic, Token: { Realm: TokenRealm.Servers, State: TokenState.Expired } }:
                await Challenge.TokenExpiredAsync(context);
                return null;
            default:
                await Challenge.UnauthenticatedAsync(context);
                return null;
        }
    }
}

/// <summary>Minimal web pages, so that links lead somewhere.</summary>
internal static class WebPages
{
    public static Task HandleAsync(HttpContext context, RequestPath address, TeamProjectCollection? collection, Person viewer)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return NotFoundAsync(context);

        var site = context.Site();
        if (address.Marker == "_home" && address.Rest is [var page] && page.Equals("About", StringComparison.OrdinalIgnoreCase))
            return PageAsync(context, $"About - {site.Product.Name}", $"{site.Product.Name} (Version {site.Product.Build})");
        if (collection is null)
            return PageAsync(context, "Projects - Home", string.Join(", ", site.Content.Collections.Select(known => known.Name)));
        if (address.Project is null)
            return PageAsync(context, $"{collection.Name} - Home", $"Signed in as {viewer.DisplayName}.");

        return site.Content.FindProject(collection, address.Project, viewer) is { } project
            ? PageAsync(context, string.Join(" - ", address.Rest.Append(project.Name)), project.Description ?? "")
            : NotFoundAsync(context);
    }

    private static Task PageAsync(HttpContext context, string title, string text) =>
        context.WriteHtmlAsync(200, title, text);

    private static Task NotFoundAsync(HttpContext context) =>
        context.WriteHtmlAsync(404, "The resource cannot be found.", "HTTP 404.");
}
