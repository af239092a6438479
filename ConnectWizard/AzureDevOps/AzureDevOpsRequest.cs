using System.Net.Http.Headers;
using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.AzureDevOps;

/// <summary>A request, and what it is about for the text of a refusal.</summary>
/// <param name="Target">The collection that is asked; one without a name is its address itself.</param>
internal sealed record AzureDevOpsRequest(ServerTarget Target, params IReadOnlyList<string> Segments)
{
    private static readonly ProductInfoHeaderValue Product = new("ConnectWizard", "1.0");

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Encoded, without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>Null to ask without a credential.</summary>
    public Secret? Token { get; init; }

    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>A secret in the body, which the response may repeat.</summary>
    public Secret? BodySecret { get; init; }

    /// <summary>Shared by the pages of a listing.</summary>
    public ReadBudget? Budget { get; init; }

    public SecretRedaction Redaction => new(Token, BodySecret);

    /// <summary>Null for resources that have no released version, which accept a request without one.</summary>
    public string? ApiVersion { get; init; } = AzureDevOpsNames.ApiVersion;

    /// <summary>Asks git's own endpoint instead of the REST API.</summary>
    public bool IsGit { get; init; }

    public string? Project { get; init; }
    public string? Repository { get; init; }

    /// <summary>The scope that a token needs for it; null when any will do.</summary>
    public string? Scope { get; init; }

    /// <summary>The path without what a person or a server named, for telemetry.</summary>
    public string Route => Segments.Count == 0 ? "/" : string.Join('/', Segments.Select(segment => AzureDevOpsNames.Paths.All.Contains(segment) ? segment : "{name}"));

    public Uri Address => new UriBuilder(Target.Address.At(Target.Collection.Length == 0 ? Segments : [Target.Collection, .. Segments])) { Query = Query }.Uri;

    /// <summary>A step of a fetch at Git's own endpoint: its advertisement, or the negotiation.</summary>
    public static AzureDevOpsRequest OfGit(ServerTarget target, Secret token, string project, string repository, bool isNegotiation = false)
    {
        string[] step = isNegotiation ? [AzureDevOpsNames.Paths.UploadPack] : [AzureDevOpsNames.Paths.Info, AzureDevOpsNames.Paths.Refs];
        return new AzureDevOpsRequest(target, [project, AzureDevOpsNames.Paths.GitHttp, repository, .. step])
        {
            Method = isNegotiation ? HttpMethod.Post : HttpMethod.Get,
            Query = isNegotiation ? "" : "service=git-upload-pack",
            IsGit = true,
            Token = token,
            Project = project,
            Repository = repository,
            Scope = AzureDevOpsNames.Scopes.Code,
        };
    }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Address);
        message.Headers.UserAgent.Add(Product);
        message.Headers.Add(AzureDevOpsNames.Headers.FedAuthRedirect, "Suppress");
        // Reasons that are known by their words are known in English.
        message.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        // Before any challenge: a server's own choice among its challenges would be Windows authentication.
        if (Token is not null)
            message.Headers.Authorization = AuthorizationOf(Token);
        if (IsGit)
            message.Headers.Add(AzureDevOpsNames.Headers.GitProtocol, "version=2");
        else
            message.Headers.Accept.Add(AcceptedType());
        if (Body is { } body)
            message.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = AcceptedType() } };
        return message;
    }

    /// <summary>A personal access token as the password of a user without a name.</summary>
    public static string Encode(Secret token) => Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + token.Reveal()));

    private static AuthenticationHeaderValue AuthorizationOf(Secret token) =>
        token is EntraAccessToken ? new AuthenticationHeaderValue("Bearer", token.Reveal()) : new AuthenticationHeaderValue("Basic", Encode(token));

    private MediaTypeWithQualityHeaderValue AcceptedType()
    {
        var type = new MediaTypeWithQualityHeaderValue(AzureDevOpsNames.MediaTypes.Json);
        if (ApiVersion is not null)
            type.Parameters.Add(new NameValueHeaderValue("api-version", ApiVersion));
        return type;
    }
}
