namespace AzureDevOpsEmulator.Entra;

/// <summary>
/// <c>/{tenant}/oauth2/v2.0/authorize</c>: the user selects an account, consents and returns to the application with a code. Each page
/// posts back with the application's request in the query and the user's choice in the body.
/// </summary>
internal sealed class AuthorizeEndpoint(RedirectUris redirects, BrowserSessions sessions, SignInRules rules, CodeIssuer codes, string mainName, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, EntraAuthority authority)
    {
        var trace = EntraTrace.Of(context, time);
        var parameters = await AuthorizeParameters.ReadAsync(context.Request, context.RequestAborted);
        AuthorizeRequest request;
        try
        {
            request = AuthorizeRequest.Parse(parameters, authority, redirects);
            if (request.Client == CloudClients.Main)
                request = request with { Client = request.Client with { DisplayName = mainName } };
        }
        catch (EntraException refused)
        {
            await EntraPage.WriteAsync(context, ErrorPage.For(refused.Error, trace));
            return;
        }

        var step = NextStep(context, request, trace);
        await (step.Page is { } page
            ? EntraPage.WriteAsync(context, page)
            : AuthorizationResponse.WriteAsync(context, request, step.Response));
    }

    private SignInStep NextStep(HttpContext context, AuthorizeRequest request, EntraTrace trace)
    {
        try
        {
            var scopes = request.Validate();
            return Decide(context, request, scopes, trace);
        }
        catch (EntraException refused)
        {
            return SignInStep.Return(AuthorizationResponse.Of(refused.Error, trace));
        }
    }

    private SignInStep Decide(HttpContext context, AuthorizeRequest request, ScopeRequest scopes, EntraTrace trace)
    {
        var decision = request.Parameters.FromUser("decision");
        var named = CloudPeople.Find(request.Parameters.FromUser("account") ?? "");
        switch (decision)
        {
            case "cancel":
                throw EntraErrors.Declined().AsException();
            case "another":
                return SignInStep.Show(AccountPage.For(request, CloudPeople.All, showsAll: true));
            case "accept" or "return" when named is not null && sessions.SignedIn(context).Contains(named):
                return Proceed(request, scopes, named, decision, trace);
            default:
                if (decision is null && named is not null)
                    sessions.SignIn(context, named);
                else
                    named = SignInRules.FindSignedIn(request, sessions.SignedIn(context));
                return named is null
                    ? SignInStep.Show(AccountPage.For(request, CloudPeople.All, showsAll: false))
                    : Proceed(request, scopes, named, decision: null, trace);
        }
    }

    private SignInStep Proceed(AuthorizeRequest request, ScopeRequest scopes, CloudPerson person, string? decision, EntraTrace trace)
    {
        if (rules.FindInterrupt(request, person, trace) is { } obstacle)
            return decision == "return" || request.IsPrompt("none") ? throw obstacle.Error.AsException() : SignInStep.Show(obstacle.Page);

        var tenant = request.Authority.TenantFor(person)!;
        if (decision == "accept")
            rules.Consent(request, person, tenant, scopes);
        else if (rules.FindConsentPrompt(request, person, tenant, scopes) is { } question)
            return decision == "return" || request.IsPrompt("none") ? throw question.Error.AsException() : SignInStep.Show(question.Page);

        return SignInStep.Return(codes.Issue(request, scopes, person, tenant));
    }
}

/// <summary>A page for the user, or a response for the application.</summary>
internal sealed record SignInStep(EntraPage? Page, IReadOnlyList<KeyValuePair<string, string>> Response)
{
    public static SignInStep Show(EntraPage page) => new(page, []);

    public static SignInStep Return(IReadOnlyList<KeyValuePair<string, string>> response) => new(null, response);
}

/// <summary>Interrupts a sign-in: a page for the user, and the error for an application that allows no page.</summary>
internal sealed record SignInInterrupt(EntraPage Page, EntraError Error);

/// <summary>Issues authorization codes, valid once and for ten minutes.</summary>
internal sealed class CodeIssuer(EntraStore store, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public IReadOnlyList<KeyValuePair<string, string>> Issue(AuthorizeRequest request, ScopeRequest scopes, CloudPerson person, Tenant tenant)
    {
        var code = OpaqueToken.Create("1.", 420);
        var grant = new Grant(Guid.NewGuid(), person.Name, tenant.Id, request.Client.Id);
        store.Change(records => records.Codes.Add(new CodeRecord(
            OpaqueToken.Hash(code), grant, scopes.ToString(), request.RedirectUri, request.Challenge, request.ChallengeMethod, request.Nonce,
            time.GetUtcNow() + Lifetime)));
        return [new("code", code), new("session_state", Guid.NewGuid().ToString())];
    }
}
