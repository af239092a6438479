using System.Globalization;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ConnectWizard.Accounts;

/// <summary>Forgets a browser: its sign-ins, its unfinished connections, and the cookie that they belong to. Connections stay, for they are everybody's.</summary>
public static class BrowserEndpoints
{
    /// <summary>The page that says what will be removed, and what was.</summary>
    public const string PagePath = "/browser";

    public const string ForgetPath = PagePath + "/forget";

    private const int MaxFormBytes = 4096;

    public static void MapBrowser(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(ForgetPath, ForgetAsync)
        .WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(MaxFormBytes));

    private static async Task<RedirectHttpResult> ForgetAsync(HttpContext context, ICloudAccounts accounts, ConnectionService connections)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            return TypedResults.LocalRedirect(PagePath);
        var (actor, cancellation) = (context.Actor(), context.RequestAborted);
        var (signIns, drafts) = (await accounts.ListAsync(actor.Owner, cancellation), await connections.ListUnfinishedDraftsAsync(actor, cancellation));
        foreach (var draft in drafts)
            await connections.DiscardDraftAsync(actor, draft.Id, cancellation);
        foreach (var account in signIns)
            await accounts.SignOutAsync(account.Id, actor, cancellation);

        // The next page gives the browser another cookie, so that nothing leads back to what it was.
        context.Response.Cookies.Delete(BrowserCookie.NameFor(context.Request), new CookieOptions { Path = "/", Secure = context.Request.IsHttps, HttpOnly = true });
        return TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{PagePath}?accounts={signIns.Count}&drafts={drafts.Count}"));
    }
}
