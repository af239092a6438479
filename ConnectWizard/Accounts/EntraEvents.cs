using ConnectWizard.Connections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace ConnectWizard.Accounts;

/// <summary>Leads the browser on from the return: to the page that the sign-in is for, whichever way it ended.</summary>
internal sealed class EntraEvents(SignInCallback received) : OAuthEvents
{
    public override Task TicketReceived(TicketReceivedContext context)
    {
        context.Response.Redirect(SignInState.Of(context.Properties)!.Place.Url);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var options = (EntraOptions)context.Options;
        var journey = SignInState.Of(options.StateDataFormat.Unprotect(context.Request.Query["state"]));
        var problem = ProblemIn(context);
        context.Response.Redirect(await received.FailAsync(journey, context.HttpContext.Browser(), problem, context.HttpContext.RequestAborted));
        context.HandleResponse();
    }

    /// <summary>
    /// What a provider says is believed only of a return that passed the checks of state and cookie: the framework then has its words in the
    /// exception's data.
    /// </summary>
    private static Problem ProblemIn(RemoteFailureContext context) => context.Failure switch
    {
        SignInException known => known.Problem,
        { } failure when failure.Data["error"] is { } error => EntraProblems.Of(EntraError.Of($"{error}", $"{failure.Data["error_description"]}")),
        AuthenticationFailureException when context.Properties is not null && context.Request.Query["code"].Count == 0 => new Problem(ProblemCode.SignInBroken),
        AuthenticationFailureException => new Problem(ProblemCode.SignInExpired),
        _ => throw new InvalidOperationException("The sign-in ended with a bug.", context.Failure),
    };
}
