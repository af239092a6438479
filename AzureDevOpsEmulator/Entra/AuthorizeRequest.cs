using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace AzureDevOpsEmulator.Entra;

/// <summary>A request for a sign-in whose application and return address are known: what else is wrong with it is told there.</summary>
internal sealed record AuthorizeRequest
{
    private static readonly string[] Prompts = ["none", "login", "select_account", "consent"];

    public required ClientApplication Client { get; init; }

    public required EntraAuthority Authority { get; init; }

    public required string RedirectUri { get; init; }

    public required AuthorizeParameters Parameters { get; init; }

    public string? State => Parameters.Sent("state");

    public string? Nonce => Parameters.Sent("nonce");

    public string? LoginHint => Parameters.Sent("login_hint");

    public string? DomainHint => Parameters.Sent("domain_hint");

    public string? Challenge => Parameters.Sent("code_challenge");

    /// <summary>A challenge without a method is the verifier itself, as in the standard.</summary>
    public string? ChallengeMethod => Challenge is null ? null : Parameters.Sent("code_challenge_method") ?? "plain";

    public string ResponseMode => Parameters.Sent("response_mode") ?? "query";

    public bool IsPrompt(string value) => Parameters.Sent("prompt") == value;

    /// <exception cref="EntraException">It is not clear for whom this is; the person is told on a page.</exception>
    public static AuthorizeRequest Parse(AuthorizeParameters parameters, EntraAuthority authority, RedirectUris redirects)
    {
        var id = parameters.Sent("client_id") ?? throw EntraErrors.Missing("client_id").AsException();
        var client = CloudClients.Find(id);
        if (!authority.TakesOrganizations)
            throw EntraErrors.ConsumersRefused().AsException();
        if (client is null || (authority.Tenant is { } tenant && !client.IsKnownIn(tenant)))
            throw EntraErrors.ClientUnknown(id, authority.Tenant?.Name ?? authority.Segment).AsException();
        if (client.IsDisabled)
            throw EntraErrors.ClientDisabled(client).AsException();

        var redirect = parameters.Sent("redirect_uri") ?? throw EntraErrors.Missing("redirect_uri").AsException();
        return redirects.Knows(redirect)
            ? new AuthorizeRequest { Client = client, Authority = authority, RedirectUri = redirect, Parameters = parameters }
            : throw EntraErrors.RedirectMismatch(redirect, client.Id).AsException();
    }

    /// <exception cref="EntraException">The application asked for what there is not; it is told in a redirect.</exception>
    public ScopeRequest Check()
    {
        var type = Parameters.Sent("response_type") ?? throw EntraErrors.Missing("response_type").AsException();
        if (type != "code")
            throw EntraErrors.ResponseTypeUnsupported(type).AsException();
        if (ResponseMode is not ("query" or "fragment" or "form_post"))
            throw EntraErrors.ResponseModeUnsupported(ResponseMode).AsException();
        if (Parameters.Sent("prompt") is { } prompt && !Prompts.Contains(prompt, StringComparer.Ordinal))
            throw EntraErrors.PromptUnsupported(prompt).AsException();

        CheckChallenge();
        var scope = Parameters.Sent("scope") ?? throw EntraErrors.Missing("scope").AsException();
        return ScopeRequest.Parse(scope, Client, Authority.Tenant?.Name ?? Authority.Segment);
    }

    private void CheckChallenge()
    {
        if (ChallengeMethod is not (null or "plain" or "S256"))
            throw EntraErrors.ChallengeMethodUnsupported().AsException();
        if (Challenge is { Length: < 43 or > 128 })
            throw EntraErrors.ChallengeSize().AsException();
    }
}

/// <summary>
/// What the application sent (in the query, or as OpenID Connect also has it in the body), and what the person did on a page, which is
/// in the body while the application's part stays in the query.
/// </summary>
internal sealed class AuthorizeParameters
{
    private readonly Dictionary<string, StringValues> _sent;
    private readonly IReadOnlyDictionary<string, StringValues> _done;

    private AuthorizeParameters(Dictionary<string, StringValues> sent, IReadOnlyDictionary<string, StringValues> done)
    {
        _sent = sent;
        _done = done;
    }

    /// <summary>The query with which the person's pages come back here.</summary>
    public string Query => new QueryBuilder(_sent).ToQueryString().Value ?? "";

    public static async Task<AuthorizeParameters> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var query = new Dictionary<string, StringValues>(request.Query, StringComparer.Ordinal);
        var form = request.HasFormContentType
            ? (await request.ReadFormAsync(ct)).ToDictionary(StringComparer.Ordinal)
            : [];
        return query.Count == 0 ? new AuthorizeParameters(form, query) : new AuthorizeParameters(query, form);
    }

    /// <summary>A parameter of the application's; null where it is missing, empty or there twice.</summary>
    public string? Sent(string name) => One(_sent, name);

    public string? Done(string name) => One(_done, name);

    private static string? One(IReadOnlyDictionary<string, StringValues> values, string name) =>
        values.TryGetValue(name, out var found) && found is [{ Length: > 0 } only] ? only : null;
}
