using System.Security.Claims;
using System.Text.Encodings.Web;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Accounts;

/// <summary>
/// The code flow with PKCE of the shared framework, with what is ours: the redirect URI is the one that is registered, the state belongs to a
/// browser, the back channel goes the way of all our HTTP, and the end is an account in the store and not a principal in a cookie.
/// </summary>
internal sealed class EntraHandler(
    IOptionsMonitor<EntraOptions> options, ILoggerFactory logger, UrlEncoder encoder, EntraApp app, CloudSetup setup, TokenEndpoint tokens, SignInCallback received)
    : OAuthHandler<EntraOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string SchemeName = "Entra";

    /// <summary>Challenge parameter: have the provider ask which account it is to be.</summary>
    public const string AnotherAccount = "another";

    /// <summary>Challenge parameter: the account that is expected.</summary>
    public const string Login = "login";

    /// <summary>Nobody is signed in to the product by it: the browser is known by its own cookie.</summary>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        // The options are everybody's: the tenant of one sign-in must not be written into them, and the framework writes nothing else but them.
        var ask = base.BuildChallengeUrl(properties, setup.RedirectUri.AbsoluteUri)[Options.AuthorizationEndpoint.Length..];
        var parameters = QueryHelpers.ParseQuery(ask.TrimStart('?', '&'));
        if (properties.GetParameter<bool>(AnotherAccount))
            parameters["prompt"] = "select_account";
        if (properties.GetParameter<string>(Login) is { } login)
            parameters["login_hint"] = login;
        return QueryHelpers.AddQueryString(app.AuthorizationFor(SignInState.Of(properties)?.Tenant).AbsoluteUri, parameters);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var properties = Options.StateDataFormat.Unprotect(Request.Query["state"]);
        if (SignInState.Of(properties) is not { } journey)
            return Failed(new Problem(ProblemCode.SignInExpired));
        if (!journey.BeganAtHost(Request.Host))
        {
            // To where the browser's cookies are: an origin of ours, out of a state that only we can write.
            Response.Redirect(journey.Origin + Request.Path + Request.QueryString);
            return HandleRequestResult.Handle();
        }

        if (journey.Owner != Context.Browser())
            return Failed(new Problem(ProblemCode.SignInExpired).With(ProblemText.Variant, "browser"));
        return journey.IsOver(TimeProvider.GetUtcNow())
            ? Failed(new Problem(ProblemCode.SignInExpired))
            : await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var verifier = context.Properties.Items.TryGetValue(OAuthConstants.CodeVerifierKey, out var value) ? value : null;
        var answer = await tokens.RedeemAsync(
            context.Code, verifier ?? "", setup.RedirectUri, SignInState.Of(context.Properties)?.Tenant, Context.RequestAborted);
        return answer.Succeeded
            ? OAuthTokenResponse.Success(answer.Value)
            : OAuthTokenResponse.Failed(new SignInException(answer.Problem));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var grant = TokenGrant.Of(tokens.Response!.RootElement, TimeProvider.GetUtcNow());
        var problem = await received.SucceedAsync(SignInState.Of(properties)!, grant, Context.RequestAborted);
        // The ticket signs nobody in: it says that all went well.
        return problem is null ? new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name) : throw new SignInException(problem);
    }

    private static HandleRequestResult Failed(Problem problem) => HandleRequestResult.Fail(new SignInException(problem));
}
