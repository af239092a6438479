using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConnectWizard.ServiceHooks.Administrator;

internal sealed class AdministratorLinkHandler(
    IAdministratorRequests requests,
    UnknownLinks unknown,
    ICloudAccounts accounts,
    IAccountTokens tokens,
    IBrowserIdentity browser,
    AuthenticationStateProvider authentication)
{
    public const string TokenField = "token";
    public const string AccountField = "account";

    /// <summary>What a sign-in that began here may come back with; a forged address can say nothing else.</summary>
    private static readonly string[] SignInCodes =
    [
        "sign-in-declined", "sign-in-expired", "sign-in-broken", "sign-in-unreachable", "sign-in-refused", "sign-in-again", "admin-consent-needed",
        "app-unknown", "personal-account", "wrong-tenant", "conditional-access",
    ];

    private static readonly Dictionary<string, ProblemCode> SignInProblems = Enum.GetValues<ProblemCode>()
        .Where(code => SignInCodes.Contains(ProblemCatalog.Name(code), StringComparer.Ordinal))
        .ToDictionary(ProblemCatalog.Name, StringComparer.Ordinal);

    public async Task<IResult> ShowAsync(string link, HttpContext context)
    {
        Prepare(context);
        return await requests.FindAsync(link, context.RequestAborted) is { } request
            ? Page(await DescribeAsync(request, context, SignInProblem(context.Request.Query[SignInUrl.ProblemParameter])), StatusOf(request.Status))
            : Unknown();
    }

    public async Task<IResult> CreateAsync(string link, HttpContext context)
    {
        Prepare(context);
        if (await requests.FindAsync(link, context.RequestAborted) is not { } request)
            return Unknown();
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            return Page(await DescribeAsync(request, context, problem: null) with { IsStale = true }, StatusCodes.Status400BadRequest);
        var done = await CarryOutAsync(request, await context.Request.ReadFormAsync(context.RequestAborted), context);
        if (!done.Succeeded)
            return Page(await DescribeAsync(request, context, done.Problem), StatusCodes.Status422UnprocessableEntity);

        // Redirected, so that loading the page again sends nothing again; not by a result that writes its address into the log.
        context.Response.Headers.Location = context.Request.Path.ToUriComponent();
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<Result<AdministratorRequest>> CarryOutAsync(AdministratorRequest request, IFormCollection form, HttpContext context)
    {
        if (!Guid.TryParseExact(form[AccountField], "D", out var account))
        {
            var typed = TokenText.Clean(form[TokenField]);
            return typed.Succeeded ? await requests.CarryOutAsync(request, typed.Value.Token, await browser.GetActorAsync(context.RequestAborted), context.RequestAborted) : typed.Problem;
        }

        var owner = await browser.GetOwnerAsync(context.RequestAborted);
        if (await accounts.FindAsync(new AccountId(account), owner, context.RequestAborted) is not { } mine
            || request.Connection.Target.Provider != ProviderKind.Services)
        {
            return new Problem(ProblemCode.SignInAgain);
        }

        var token = await tokens.OpenAsync(mine.Id, context.RequestAborted);
        return token.Succeeded ? await UseOnceAsync(request, mine, token.Value, context) : token.Problem;
    }

    /// <summary>An account that signed in for this alone is signed out when it is done; one that connections live on stays.</summary>
    private async Task<Result<AdministratorRequest>> UseOnceAsync(
        AdministratorRequest request, CloudAccount account, EntraAccessToken token, HttpContext context)
    {
        var done = await requests.CarryOutAsync(request, token, await browser.GetActorAsync(context.RequestAborted), context.RequestAborted);
        var isOver = done.Succeeded || done.Problem.Code is ProblemCode.WebhooksNotAllowed or ProblemCode.ScopeMissing or ProblemCode.NotAMember;
        if (isOver && (await accounts.ListAuthorizedAsync(account.Id, account.Owner, context.RequestAborted)).Count == 0)
            await accounts.SignOutAsync(account.Id, await browser.GetActorAsync(context.RequestAborted), context.RequestAborted);
        return done;
    }

    private async Task<AdministratorView> DescribeAsync(AdministratorRequest request, HttpContext context, Problem? problem)
    {
        var isCloud = request is { Status: LinkStatus.Open, Connection.Target.Provider: ProviderKind.Services };
        var owner = await browser.GetOwnerAsync(context.RequestAborted);
        return new AdministratorView
        {
            Request = request,
            Problem = problem,
            Account = isCloud ? (await accounts.ListAsync(owner, context.RequestAborted)).FirstOrDefault(account => !account.NeedsSignIn) : null,
        };
    }

    private IResult Unknown() =>
        unknown.Count() ? Page(new AdministratorView(), StatusCodes.Status404NotFound) : TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);

    private void Prepare(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        authentication.SetUserOf(context);
    }

    private static Problem? SignInProblem(string? name) => SignInProblems.TryGetValue(name ?? "", out var code) ? new Problem(code) : null;

    private static int StatusOf(LinkStatus status) => status switch
    {
        LinkStatus.Open or LinkStatus.Used => StatusCodes.Status200OK,
        LinkStatus.Revoked or LinkStatus.Expired or LinkStatus.Exhausted => StatusCodes.Status410Gone,
    };

    private static RazorComponentResult<AdministratorDocument> Page(AdministratorView view, int status) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(AdministratorDocument.View)] = view }) { StatusCode = status };
}
