using System.Security.Claims;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConnectWizard.Accounts;

/// <summary>Reads the browser's identity from the authentication state, which a prerender and its circuit both have.</summary>
internal sealed class BrowserIdentity(AuthenticationStateProvider authentication) : IBrowserIdentity
{
    public WorkspaceId Workspace => BrowserOwner.Workspace;

    public async ValueTask<string?> GetAddressAsync(CancellationToken cancellationToken) =>
        (await GetUserAsync(cancellationToken)).FindFirst(BrowserIdentityMiddleware.AddressClaim)?.Value;

    public async ValueTask<OwnerId> GetOwnerAsync(CancellationToken cancellationToken) =>
        (await GetUserAsync(cancellationToken)).FindFirst(BrowserIdentityMiddleware.OwnerClaim) is { } claim
            ? new OwnerId(claim.Value)
            : throw new InvalidOperationException($"The request went past {nameof(SignInServices.UseBrowserIdentity)}.");

    private async Task<ClaimsPrincipal> GetUserAsync(CancellationToken cancellationToken) =>
        (await authentication.GetAuthenticationStateAsync().WaitAsync(cancellationToken)).User;
}
