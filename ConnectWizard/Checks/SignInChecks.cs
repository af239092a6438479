using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Checks;

/// <summary>
/// The items that two requests decide, one without the token and one with it. What the first leaves open stays open until the second: only an
/// accepted token proves the way of signing in.
/// </summary>
internal sealed class SignInChecks(IAzureDevOpsGateway gateway, CheckRun run)
{
    /// <returns>False when an item has failed or the check has ended.</returns>
    public async Task<bool> AskAsync()
    {
        if (await ProbeAsync() is not { } probe)
            return false;

        run.Tenant = probe.Tenant;
        run.Start(CheckItemId.Product);
        run.Start(CheckItemId.SignIn);
        if (probe.Version is { } version && !run.IsServices)
        {
            run.Start(CheckItemId.Version);
            new VersionCheck(gateway, run).Decide(version);
        }

        return ReadToken() is { } read ? await GetConnectionDataAsync(probe, read) : DecideWithoutToken(probe);
    }

    private async Task<ServerProbe?> ProbeAsync()
    {
        run.Start(CheckItemId.Http);
        var asked = await run.AskAsync(CheckItemId.Http, token => gateway.ProbeAsync(run.Target, token));
        if (asked?.Problem is { Code: ProblemCode.SignInPage } page)
        {
            // A sign-in page is usual without a token and says nothing about tokens.
            run.Pass(CheckItemId.Http, page.Evidence);
            return new ServerProbe([], null, null, page.Evidence);
        }

        if (asked?.Problem is { } problem)
        {
            var item = CheckItemMapping.Of(problem.Code, CheckItemId.Http);
            PassBefore(item, CheckItemId.Http, CheckItemId.Product);
            run.Fail(item, problem);
        }
        else if (asked?.Value is { } probe)
        {
            run.Pass(CheckItemId.Http, probe.Evidence);
        }

        return asked?.Value;
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
            return new TokenText(given, []); // Not typed, and longer than what is.

        var read = TokenText.Clean(run.Subject.Token?.Reveal());
        if (!read.Succeeded)
        {
            run.Start(CheckItemId.Token);
            run.Fail(CheckItemId.Token, read.Problem);
        }

        return read.Value;
    }

    private bool DecideWithoutToken(ServerProbe probe)
    {
        if (FindObjection(probe) is { } objection)
        {
            run.Pass(CheckItemId.Product, []);
            run.Fail(CheckItemId.SignIn, objection);
        }
        else
        {
            PassSignIn(probe);
        }

        return false;
    }

    private async Task<bool> GetConnectionDataAsync(ServerProbe probe, TokenText read)
    {
        run.Token = read.Token;
        run.Start(CheckItemId.Token);
        run.Start(CheckItemId.Collection);
        var asked = await run.AskAsync(CheckItemId.Token, cancellation => gateway.GetConnectionDataAsync(run.Target, run.Token, cancellation));
        if (asked?.Problem is { } problem)
            Refuse(probe, problem);
        else if (asked?.Value is { } account)
            Accept(probe, account, read.Notes);

        return asked?.Value is not null && run.CheckProgress.IsOpen(CheckItemId.Projects) && !run.CheckProgress.HasFailed;
    }

    private void Accept(ServerProbe probe, AuthenticatedUser account, IReadOnlyList<InputNote> notes)
    {
        run.Account = account;
        run.Tenant = account.Tenant ?? run.Tenant;
        if (account.Hosted == true && !run.IsServices)
        {
            run.Fail(CheckItemId.Product, new Problem(ProblemCode.AddressIsServices) { Evidence = account.Evidence });
            return;
        }

        PassSignIn(probe);
        var noted = notes.Select(note => new Evidence("Note", note.Text)).Concat(NoteOnGlobalTokens());
        if (account.Delayed is { } delayed)
            run.Warn(CheckItemId.Token, delayed.WithEvidence(noted));
        else
            run.Pass(CheckItemId.Token, [.. noted, .. account.Evidence], ("account", account.AccountName));

        IEnumerable<Evidence> id = account.CollectionId is { } guid ? [new Evidence("Collection id", guid.ToString())] : [];
        run.Pass(CheckItemId.Collection, id, ("collection", run.Target.Collection));
    }

    /// <summary>A token doesn't show whether it was made for all organizations, so the person who made it is reminded.</summary>
    private IEnumerable<Evidence> NoteOnGlobalTokens() =>
        run.IsServices && run.Token is not EntraAccessToken ? [new Evidence("Note", GlobalTokens.NoteAt(run.Now))] : [];

    private void Refuse(ServerProbe probe, Problem problem)
    {
        problem = ForeignTenant(problem) ?? OfApplication(problem);
        var item = CheckItemMapping.Of(problem.Code, CheckItemId.Token);
        item = run.CheckProgress.IsOpen(item) ? item : CheckItemId.Token;
        if (item is CheckItemId.SignIn or CheckItemId.Token && CouldBeShadowed(problem.Code) && FindObjection(probe) is { } objection)
        {
            run.Pass(CheckItemId.Product, []);
            run.Fail(CheckItemId.SignIn, objection.WithEvidence(problem.Evidence));
            return;
        }

        if (item > CheckItemId.SignIn)
            PassSignIn(probe);

        PassBefore(item, CheckItemId.Product);
        if (item > CheckItemId.Token && probe.Schemes.Count > 0)
        {
            // The request without a token was asked to sign in and this one was not: the token was accepted, and the collection is missing.
            run.PassAs(CheckItemId.Token, "taken", []);
        }

        run.Fail(item, problem);
    }

    /// <summary>An organization of another tenant refuses the token without a reason, but names its tenant to requests without a token.</summary>
    private Problem? ForeignTenant(Problem problem) =>
        problem.Code is ProblemCode.OrganizationRefused or ProblemCode.NotAMember or ProblemCode.IdentityNotAdded
            ? run.FindForeignTenant()?.WithEvidence(problem.Evidence)
            : null;

    /// <summary>No one opens a page or signs in as an application.</summary>
    private Problem OfApplication(Problem problem) =>
        run.Subject.Account is { IsApplication: true } application && problem.Code is ProblemCode.OrganizationRefused or ProblemCode.SignInAgain
            ? problem.With(ProblemText.Variant, ProblemText.Application).With("login", application.Login)
            : problem;

    /// <summary>Refusals that say nothing about the token itself: they may come from something that stands before Azure DevOps.</summary>
    private static bool CouldBeShadowed(ProblemCode code) =>
        code is ProblemCode.TokenRefused or ProblemCode.SignInPage or ProblemCode.BasicShadowed or ProblemCode.WindowsOnly;

    private void PassSignIn(ServerProbe probe)
    {
        run.Pass(CheckItemId.Product, []);
        var schemes = string.Join(", ", probe.Schemes);
        run.Pass(CheckItemId.SignIn, schemes.Length > 0 ? [new Evidence("Offered", schemes)] : []);
    }

    private void PassBefore(CheckItemId item, params ReadOnlySpan<CheckItemId> codes)
    {
        foreach (var code in codes)
        {
            if (code < item)
                run.Pass(code, []);
        }
    }

    /// <summary>What the challenges say against tokens: IIS takes Basic for itself, or only Windows sign-in is offered.</summary>
    private static Problem? FindObjection(ServerProbe probe)
    {
        var schemes = string.Join(", ", probe.Schemes);
        var offersBasic = probe.Schemes.Contains("Basic", StringComparer.OrdinalIgnoreCase);
        if (offersBasic && probe.BasicRealm is { } realm && !Uri.TryCreate(realm, UriKind.Absolute, out _))
            return new Problem(ProblemCode.BasicShadowed).WithEvidence(new Evidence("Basic realm", realm));
        return !offersBasic && probe.Schemes.Count > 0 && !probe.Schemes.Contains("Bearer", StringComparer.OrdinalIgnoreCase)
            ? new Problem(ProblemCode.WindowsOnly).With("schemes", schemes).WithEvidence(new Evidence("Offered", schemes))
            : null;
    }
}
