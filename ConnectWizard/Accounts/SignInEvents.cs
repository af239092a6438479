using ConnectWizard.Connections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ConnectWizard.Accounts;

/// <summary>
/// What is ours in a sign-in: the redirect URI is the one that is registered, the state belongs to a browser, the tenant to a single sign-in, and
/// the browser is led on to the page that the sign-in is for, whichever way it ended.
/// </summary>
internal sealed class SignInEvents(SignInCallback callback, ProviderMetadata provider, ClientProof proof, CloudSetup setup, IOptions<SignInOptions> options, TimeProvider time)
    : OpenIdConnectEvents
{
    /// <summary>Challenge parameter: the account that is expected.</summary>
    public const string Login = "login";

    private const string Grant = "grant";

    public override async Task RedirectToIdentityProvider(RedirectContext context)
    {
        var endpoints = await provider.FindEndpointsAsync(context.HttpContext.RequestAborted);
        context.ProtocolMessage.IssuerAddress = endpoints.Value!.AuthorizationFor(SignInState.Of(context.Properties)?.Tenant).AbsoluteUri;
        context.ProtocolMessage.RedirectUri = setup.RedirectUri.AbsoluteUri;
        context.ProtocolMessage.LoginHint = context.Properties.GetParameter<string>(Login);
    }

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        var state = SignInState.Of(context.Properties);
        if (state is not null && !state.BeganAtHost(context.Request.Host))
        {
            // To where the browser's cookies are: an origin of ours, out of a state that only we can write.
            context.Response.Redirect(state.Origin + context.Request.Path + context.Request.QueryString);
            context.HandleResponse();
        }
        else if (state is null || state.IsOver(time.GetUtcNow()))
        {
            context.Fail(new SignInException(new Problem(ProblemCode.SignInExpired)));
        }
        else if (state.Owner != context.HttpContext.Browser())
        {
            context.Fail(new SignInException(new Problem(ProblemCode.SignInExpired).With(ProblemText.Variant, "browser")));
        }
        else if (!await IsFromProviderAsync(context.ProtocolMessage, context.HttpContext.RequestAborted))
        {
            context.Fail(new SignInException(Broken("the return names another issuer").With(ProblemText.Variant, "issuer")));
        }
    }

    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        var endpoints = await provider.FindEndpointsAsync(context.HttpContext.RequestAborted);
        if (!endpoints.Succeeded)
            throw new SignInException(endpoints.Problem);
        var token = endpoints.Value.TokenFor(SignInState.Of(context.Properties)?.Tenant);
        context.TokenEndpointRequest!.TokenEndpoint = token.AbsoluteUri;
        foreach (var (name, value) in proof.For(token))
            context.TokenEndpointRequest.SetParameter(name, value);
    }

    public override Task TokenResponseReceived(TokenResponseReceivedContext context)
    {
        if (string.IsNullOrEmpty(context.TokenEndpointResponse.IdToken))
            context.Fail(new SignInException(Broken("missing")));
        else
            context.Properties!.SetParameter(Grant, TokenGrant.Of(context.TokenEndpointResponse, time.GetUtcNow()));
        return Task.CompletedTask;
    }

    /// <summary>The state, the nonce and the ID token are checked by now.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var (state, cancellation) = (SignInState.Of(context.Properties)!, context.HttpContext.RequestAborted);
        var problem = await callback.SucceedAsync(state, context.HttpContext.Actor(), context.Properties!.GetParameter<TokenGrant>(Grant)!, context.Principal!, cancellation);
        context.Response.Redirect(problem is null ? state.Target.Url : await callback.FailAsync(state, state.Owner, problem, cancellation));
        context.HandleResponse();
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var problem = ProblemIn(context);
        // What an event refuses comes without its properties.
        var properties = context.Properties ?? ((OpenIdConnectOptions)context.Options).StateDataFormat.Unprotect(context.Request.Query["state"]);
        context.Response.Redirect(await callback.FailAsync(SignInState.Of(properties), context.HttpContext.Browser(), problem, context.HttpContext.RequestAborted));
        context.HandleResponse();
    }

    // Some providers say who they are (RFC 9207), so that a return from another one is noticed.
    private async Task<bool> IsFromProviderAsync(OpenIdConnectMessage message, CancellationToken cancellationToken) =>
        message.Iss is not { Length: > 0 } issuer
        || await provider.FindEndpointsAsync(cancellationToken) is { Succeeded: true }
            && ProviderEndpoints.IsIssuer((await provider.Configuration.GetConfigurationAsync(cancellationToken)).Issuer, issuer);

    /// <summary>What a provider says is believed only of a return that passed the checks of state and cookie: only then has the exception its words.</summary>
    private Problem ProblemIn(RemoteFailureContext context) => context.Failure switch
    {
        { } failure when SignInException.ProblemIn(failure) is { } known => known,
        OpenIdConnectProtocolException { Data: var data } when data["error"] is { } error => EntraProblems.Of(EntraError.Of($"{error}", context.Request.Query["error_description"])),
        not null when IsIncomplete(context.Request.Query) => Broken("not asked for, or the code is missing").With(ProblemText.Variant, "return"),
        OpenIdConnectProtocolInvalidNonceException => Broken("for another sign-in"),
        SecurityTokenInvalidAudienceException => Broken("for another application"),
        SecurityTokenInvalidIssuerException => Broken("of another issuer"),
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidSigningKeyException => Broken("not signed with the provider's key"),
        SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => Broken("not valid at this time"),
        SecurityTokenException or SecurityTokenArgumentException or OpenIdConnectProtocolException => Broken("not valid"),
        AuthenticationFailureException => new Problem(ProblemCode.SignInExpired),
        _ => throw new InvalidOperationException("The sign-in ended with a bug.", context.Failure),
    };

    /// <summary>A return brings a code, and no token.</summary>
    private static bool IsIncomplete(IQueryCollection query) =>
        !query.ContainsKey(OpenIdConnectParameterNames.Error) && string.IsNullOrEmpty(query[OpenIdConnectParameterNames.Code]) || query.ContainsKey(OpenIdConnectParameterNames.IdToken) || query.ContainsKey(OpenIdConnectParameterNames.AccessToken);

    private Problem Broken(string token) =>
        new Problem(ProblemCode.SignInBroken).With("host", options.Value.AuthorityUrl.IdnHost).WithEvidence(new Evidence("ID token", token));
}
