using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Checks;

/// <summary>
/// The rungs that two requests decide, one without the token and one with it: HTTP, product, sign-in, token, collection. What the
/// first answer leaves open stays open until the second: only an accepted token proves the way of signing in.
/// </summary>
internal sealed class SignInChecks(IAzureDevOpsGateway gateway, CheckRun run)
{
    /// <returns>False when a rung has failed or the check has ended.</returns>
    public async Task<bool> AskAsync()
    {
        if (await ProbeAsync() is not { } greeting)
            return false;

        run.Start(CheckItemId.Product);
        run.Start(CheckItemId.SignIn);
        if (greeting.Version is { } version && !run.IsServices)
        {
            run.Start(CheckItemId.Version);
            new VersionCheck(gateway, run).Decide(version);
        }

        return ReadToken() is { } read ? await GetConnectionDataAsync(greeting, read) : LeaveTo(greeting);
    }

    private async Task<ServerProbe?> ProbeAsync()
    {
        run.Start(CheckItemId.Http);
        var answer = await run.AskAsync(CheckItemId.Http, token => gateway.ProbeAsync(run.Target, token));
        if (answer?.Problem is { Code: ProblemCode.SignInPage } page)
        {
            // Strangers are shown a page to sign in at; whether a token is taken as well, only the token can tell.
            run.Pass(CheckItemId.Http, page.Evidence);
            return new ServerProbe([], null, null, page.Evidence);
        }

        if (answer?.Problem is { } problem)
        {
            var home = CheckItemMapping.Of(problem.Code, CheckItemId.Http);
            PassBefore(home, CheckItemId.Http, CheckItemId.Product);
            run.Fail(home, problem);
        }
        else if (answer?.Value is { } greeting)
        {
            run.Pass(CheckItemId.Http, greeting.Evidence);
        }

        return answer?.Value;
    }

    private TokenText? ReadToken()
    {
        if (run.Subject.TokenProblem is { } missing)
        {
            run.Start(CheckItemId.Token);
            run.Fail(CheckItemId.Token, missing);
            return null;
        }

        if (run.Subject.Token is EntraAccessToken given)
        {
            // Nobody typed it, and it is longer than what people type.
            return new TokenText(given, []);
        }

        var read = TokenText.Clean(run.Subject.Token?.Reveal());
        if (!read.Succeeded)
        {
            run.Start(CheckItemId.Token);
            run.Fail(CheckItemId.Token, read.Problem);
        }

        return read.Value;
    }

    /// <summary>Without a token the greeting is all there is to decide on.</summary>
    private bool LeaveTo(ServerProbe greeting)
    {
        if (Challenges.FindTrouble(greeting) is { } trouble)
        {
            run.Pass(CheckItemId.Product, []);
            run.Fail(CheckItemId.SignIn, trouble);
        }
        else
        {
            PassSignIn(greeting);
        }

        return false;
    }

    private async Task<bool> GetConnectionDataAsync(ServerProbe greeting, TokenText read)
    {
        run.Token = read.Token;
        run.Start(CheckItemId.Token);
        run.Start(CheckItemId.Collection);
        var answer = await run.AskAsync(CheckItemId.Token, cancellation => gateway.GetConnectionDataAsync(run.Target, run.Token, cancellation));
        if (answer?.Problem is { } problem)
            Refuse(greeting, problem);
        else if (answer?.Value is { } account)
            Accept(greeting, account, read.Notes);

        return answer?.Value is not null && run.CheckProgress.IsOpen(CheckItemId.Projects) && !run.CheckProgress.HasFailed;
    }

    private void Accept(ServerProbe greeting, AuthenticatedUser account, IReadOnlyList<InputNote> notes)
    {
        run.Account = account;
        if (account.Hosted == true && !run.IsServices)
        {
            run.Fail(CheckItemId.Product, new Problem(ProblemCode.AddressIsServices) { Evidence = account.Evidence });
            return;
        }

        PassSignIn(greeting);
        var noted = notes.Select(note => new Evidence("Note", note.Text)).Concat(NoteOnGlobalTokens());
        if (account.Delayed is { } delayed)
            run.Warn(CheckItemId.Token, delayed.Seen(noted));
        else
            run.Pass(CheckItemId.Token, [.. noted, .. account.Evidence], ("account", account.AccountName));

        IEnumerable<Evidence> id = account.CollectionId is { } guid ? [new Evidence("Collection id", guid.ToString())] : [];
        run.Pass(CheckItemId.Collection, id, ("collection", run.Target.Collection));
    }

    /// <summary>A token does not show whether it was made for all organizations, so that whoever made it must know.</summary>
    private IEnumerable<Evidence> NoteOnGlobalTokens() =>
        run.IsServices && run.Token is not EntraAccessToken ? [new Evidence("Note", GlobalTokens.NoteAt(run.Now))] : [];

    private void Refuse(ServerProbe greeting, Problem problem)
    {
        problem = ForeignTenant(greeting, problem) ?? problem;
        var home = CheckItemMapping.Of(problem.Code, CheckItemId.Token);
        home = run.CheckProgress.IsOpen(home) ? home : CheckItemId.Token;
        if (home is CheckItemId.SignIn or CheckItemId.Token && CouldBeShadowed(problem.Code) && Challenges.FindTrouble(greeting) is { } trouble)
        {
            run.Pass(CheckItemId.Product, []);
            run.Fail(CheckItemId.SignIn, trouble.Seen(problem.Evidence));
            return;
        }

        if (home > CheckItemId.SignIn)
            PassSignIn(greeting);

        PassBefore(home, CheckItemId.Product);
        if (home > CheckItemId.Token && greeting.Schemes.Count > 0)
        {
            // A stranger was asked to sign in, the token was not: so it was accepted, by a server that then lacked the collection.
            run.PassAs(CheckItemId.Token, "taken", []);
        }

        run.Fail(home, problem);
    }

    /// <summary>An account's token is for one tenant. An organization of another refuses it without a reason, but tells strangers whose it is.</summary>
    private Problem? ForeignTenant(ServerProbe greeting, Problem problem) =>
        problem.Code is (ProblemCode.OrganizationRefused or ProblemCode.NotAMember) && run.Subject.Account is { } account && greeting.Tenant is { } tenant
            ? OrganizationTenants.FindForeign(account, tenant, run.Target.Collection)?.Seen(problem.Evidence)
            : null;

    /// <summary>Refusals that say nothing about the token itself: they may come from something that stands before Azure DevOps.</summary>
    private static bool CouldBeShadowed(ProblemCode code) =>
        code is ProblemCode.TokenRefused or ProblemCode.SignInPage or ProblemCode.BasicShadowed or ProblemCode.WindowsOnly;

    private void PassSignIn(ServerProbe greeting)
    {
        run.Pass(CheckItemId.Product, []);
        var schemes = string.Join(", ", greeting.Schemes);
        run.Pass(CheckItemId.SignIn, schemes.Length > 0 ? [new Evidence("Offered", schemes)] : []);
    }

    private void PassBefore(CheckItemId home, params ReadOnlySpan<CheckItemId> codes)
    {
        foreach (var code in codes)
        {
            if (code < home)
                run.Pass(code, []);
        }
    }
}
