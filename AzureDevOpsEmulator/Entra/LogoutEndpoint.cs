using AzureDevOpsEmulator.Entra.Pages;

namespace AzureDevOpsEmulator.Entra;

/// <summary><c>/{tenant}/oauth2/v2.0/logout</c>: signs the browser's accounts out, and leads back only to an address that is registered.</summary>
internal sealed class LogoutEndpoint(BrowserSessions sessions, RedirectUris redirects)
{
    public Task InvokeAsync(HttpContext context)
    {
        sessions.SignOut(context);
        var back = context.Request.Query["post_logout_redirect_uri"].ToString();
        if (!redirects.Knows(back))
            return EntraPage.WriteAsync(context, new EntraPage("signed-out", "You signed out of your account", "<p>It's a good idea to close all browser windows.</p>"));

        context.Response.Redirect(back);
        return Task.CompletedTask;
    }
}
