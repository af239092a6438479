using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConnectWizard.Accounts;

/// <summary>Which browser is in front of us; the same in a prerender and in its circuit.</summary>
public interface IBrowserIdentity
{
    /// <summary>The workspace that it works in; the only one until people sign in.</summary>
    WorkspaceId Workspace { get; }

    /// <returns>The owner; never null, for a browser without a cookie gets one with its first page.</returns>
    ValueTask<OwnerId> GetOwnerAsync(CancellationToken cancellationToken);

    /// <returns>The IP address that it connects from; null where that is not known.</returns>
    ValueTask<string?> GetAddressAsync(CancellationToken cancellationToken);
}

/// <summary>Finds the actor.</summary>
public static class BrowserActor
{
    /// <summary>Gives an endpoint that is no page the user of its request, as pages have it.</summary>
    public static void SetUserOf(this AuthenticationStateProvider authentication, HttpContext context) =>
        ((IHostEnvironmentAuthenticationStateProvider)authentication).SetAuthenticationState(Task.FromResult(new AuthenticationState(context.User)));

    public static async ValueTask<Actor> GetActorAsync(this IBrowserIdentity browser, CancellationToken cancellationToken) =>
        new(await browser.GetOwnerAsync(cancellationToken), browser.Workspace)
        {
            Address = await browser.GetAddressAsync(cancellationToken),
        };
}
