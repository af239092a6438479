using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace AzureDevOpsEmulator.Entra;

/// <summary>A request whose client and redirect URI are valid: further errors are sent to the redirect URI.</summary>
internal sealed record AuthorizeRequest
{
    private static readonly string[] Prompts = ["none", "login", "select_account", "consent"];

    public required ClientApplication Client { get; init; }
    public required EntraAuthority Authority { get; init; }
    public required string RedirectUri { get; init; }
    public required AuthorizeParameters Parameters { get; init; }
    public string? State => Parameters.FromClient("state");
    public string? Nonce => Parameters.FromClient("nonce");
    public string? LoginHint => Parameters.FromClient("login_hint");
    public string? DomainHint => Parameters.FromClient("domain_hint");
    public string? Challenge => Parameters.FromClient("code_challenge");

    /// <summary>A challenge without a method is the verifier itself (RFC 7636, 4.3).</summary>
    public string? ChallengeMethod => Challenge is null ? null : Parameters.FromClient("code_challenge_method") ?? "plain";
    public string ResponseMode => Parameters.FromClient("response_mode") ?? "query";

    public bool IsPrompt(string value) => Parameters.FromClient("prompt") == value;

    public static AuthorizeRequest Parse(AuthorizeParameters parameters, EntraAuthority authority, RedirectUris redirects)
    {
        var id = parameters.FromClient("client_id") ?? throw EntraErrors.MissingParameter("client_id").AsException();
        var client = CloudClients.Find(id);
        if (!authority.AllowsOrganizations)
            throw EntraErrors.ConsumersRefused().AsException();
        if (client is null || (authority.Tenant is { } tenant && !client.IsKnownIn(tenant)))
            throw EntraErrors.UnknownClient(id, authority.Tenant?.Name ?? authority.Segment).AsException();
        if (client.IsDisabled)
            throw EntraErrors.ClientDisabled(client).AsException();

        var redirect = parameters.FromClient("redirect_uri") ?? throw EntraErrors.MissingParameter("redirect_uri").AsException();
        return redirects.IsRegistered(redirect)
            ? new AuthorizeRequest { Client = client, Authority = authority, RedirectUri = redirect, Parameters = parameters }
            : throw EntraErrors.RedirectMismatch(redirect, client.Id).AsException();
    }

    public ScopeRequest Validate()
    {
        var type = Parameters.FromClient("response_type") ?? throw EntraErrors.MissingParameter("response_type").AsException();
        if (type != "code")
            throw EntraErrors.ResponseTypeUnsupported(type).AsException();
        if (ResponseMode is not ("query" or "fragment" or "form_post"))
            throw EntraErrors.ResponseModeUnsupported(ResponseMode).AsException();
        if (Parameters.FromClient("prompt") is { } prompt && !Prompts.Contains(prompt, StringComparer.Ordinal))
            throw EntraErrors.PromptUnsupported(prompt).AsException();

        ValidateChallenge();
        var scope = Parameters.FromClient("scope") ?? throw EntraErrors.MissingParameter("scope").AsException();
        return ScopeRequest.Parse(scope, Client, Authority.Tenant?.Name ?? Authority.Segment);
    }

    private void ValidateChallenge()
    {
        if (ChallengeMethod is not (null or "plain" or "S256"))
            throw EntraErrors.ChallengeMethodUnsupported().AsException();
        if (Challenge is { Length: < 43 or > 128 })
            throw EntraErrors.InvalidChallengeSize().AsException();
    }
}

/// <summary>
/// The application's parameters (in the query, or in the body as OpenID Connect also allows), and the user's input on a page, which is in
/// the body while the application's parameters stay in the query.
/// </summary>
internal sealed class AuthorizeParameters
{
    private readonly Dictionary<string, StringValues> _fromClient;
    private readonly IReadOnlyDictionary<string, StringValues> _fromUser;

    private AuthorizeParameters(Dictionary<string, StringValues> sent, IReadOnlyDictionary<string, StringValues> done)
    {
        _fromClient = sent;
        _fromUser = done;
    }

    /// <summary>The query with which the pages post back.</summary>
    public string Query => new QueryBuilder(_fromClient).ToQueryString().Value ?? "";

    public static async Task<AuthorizeParameters> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var query = new Dictionary<string, StringValues>(request.Query, StringComparer.Ordinal);
        var form = (await EntraForm.ReadAsync(request, ct))?.ToDictionary(StringComparer.Ordinal) ?? [];
        return query.Count == 0 ? new AuthorizeParameters(form, query) : new AuthorizeParameters(query, form);
    }

    /// <summary>A parameter of the application; null when it is missing, empty or repeated.</summary>
    public string? FromClient(string name) => SingleValue(_fromClient, name);

    public string? FromUser(string name) => SingleValue(_fromUser, name);

    private static string? SingleValue(IReadOnlyDictionary<string, StringValues> values, string name) =>
        values.TryGetValue(name, out var found) && found is [{ Length: > 0 } only] ? only : null;
}
