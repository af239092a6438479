using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Wizard.Provider;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ConnectWizard.Wizard;

/// <summary>The first choice as a plain form, for who presses before the page's circuit has started.</summary>
public static class WizardEndpoints
{
    public const string BeginPath = "/connect/begin";
    public const string ProviderField = "provider";
    public const string AccountField = "account";

    /// <summary>In bytes: two short fields and the antiforgery token.</summary>
    private const int MaxFormBytes = 4096;

    public static void MapWizard(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(BeginPath, BeginAsync)
        .WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(MaxFormBytes));

    private static async Task<RedirectHttpResult> BeginAsync(ConnectionState state, AuthenticationStateProvider authentication, HttpContext context)
    {
        // A page from before a restart, or another site's form: the question is asked again.
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true }
            || ReadChoice(await context.Request.ReadFormAsync(context.RequestAborted)) is not { } choice)
        {
            return TypedResults.LocalRedirect("/connect");
        }

        authentication.SetUserOf(context);
        var draft = await state.BeginAsync(choice, context.RequestAborted);
        return TypedResults.LocalRedirect(WizardRoute.Url(draft.Id, WizardRoute.Due(draft, holdsToken: false)));
    }

    private static ProviderChoice? ReadChoice(IFormCollection form) => Enum.TryParse<ProviderKind>(form[ProviderField], out var provider) && Enum.IsDefined(provider)
        ? new ProviderChoice(provider, Guid.TryParseExact(form[AccountField], "D", out var account) ? new AccountId(account) : null)
        : null;
}
