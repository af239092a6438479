using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConnectWizard.Accounts;

/// <summary>Reads the browser's identity from the authentication state, which a prerender and its circuit both have.</summary>
internal sealed class BrowserIdentity(AuthenticationStateProvider authentication) : IBrowserIdentity
{
    public WorkspaceId Workspace => BrowserOwner.Workspace;

    public async ValueTask<OwnerId> GetOwnerAsync(CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync().WaitAsync(cancellationToken);
        return state.User.FindFirst(BrowserIdentityMiddleware.OwnerClaim) is { } claim
            ? new OwnerId(claim.Value)
            : throw new InvalidOperationException($"The request went past {nameof(SignInServices.UseBrowserIdentity)}.");
    }
}
