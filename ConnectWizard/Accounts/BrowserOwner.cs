using System.Security.Claims;
using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

internal static class BrowserOwner
{
    /// <summary>The workspace that every browser works in until people sign in.</summary>
    public static WorkspaceId Workspace => WorkspaceId.Default;

    public static Actor Actor(OwnerId owner) => new(owner, Workspace);

    public static Actor Actor(this HttpContext context) => Actor(context.Browser()) with
    {
        Address = context.User.FindFirstValue(BrowserIdentityMiddleware.AddressClaim),
    };

    /// <summary>The browser that sent a request which passed <see cref="BrowserIdentityMiddleware"/>.</summary>
    public static OwnerId Browser(this HttpContext context) => context.User.FindFirstValue(BrowserIdentityMiddleware.OwnerClaim) is { } owner
        ? new OwnerId(owner)
        : throw new InvalidOperationException($"The request went past {nameof(SignInServices.UseBrowserIdentity)}.");
}
