using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Routes;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>
/// An Azure DevOps Server as requests meet it: first who asks, then which collection, then one of its faces (REST, Git, web pages).
/// </summary>
internal sealed class ProductServer(TokenDirectory tokens, ApiServer api, GitFace git)
{
    public async Task InvokeAsync(HttpContext context)
    {
        ServiceHeaders.Add(context);
        if (await AuthenticateAsync(context) is not { } token)
            return;

        var address = Address.Parse(context.Request.Path);
        var content = context.Site().Content;
        var collection = address.Collection is { } name ? content.FindCollection(name) : null;
        ServiceHeaders.AddIdentity(context, token.Owner, collection?.Id ?? content.InstanceId);
        if (address.Collection is not null && collection is null)
            await HtmlPage.WriteAsync(context.Response, 404, "The resource cannot be found.", "HTTP 404.", context.RequestAborted);
        else
            await FaceAsync(context, address, collection, token);
    }

    private Task FaceAsync(HttpContext context, Address address, TeamProjectCollection? collection, AccessToken token) =>
        address.Marker switch
        {
            "_apis" => api.AnswerAsync(context, address, collection, token),
            "_git" when collection is not null => git.AnswerAsync(context, address, collection, token),
            _ => WebFace.AnswerAsync(context, address, collection, token.Owner),
        };

    /// <summary>A server knows tokens as passwords only: as a bearer they are as unknown as a wrong one.</summary>
    private async Task<AccessToken?> AuthenticateAsync(HttpContext context)
    {
        var credential = PresentedCredential.Read(context.Request, tokens);
        switch (credential)
        {
            case { Kind: CredentialKind.Basic, Token: { Realm: TokenRealm.Servers, State: TokenState.Valid } valid }:
                return valid;
            case { Kind: CredentialKind.Basic, Token: { Realm: TokenRealm.Servers, State: TokenState.Expired } }:
                await Challenge.ExpiredAsync(context, context.RequestAborted);
                return null;
            default:
                await Challenge.UnknownAsync(context, context.RequestAborted);
                return null;
        }
    }
}
