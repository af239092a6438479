using System.Globalization;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.AzureDevOps;

/// <summary>What is worth showing of a response, without secrets and bounded in length.</summary>
internal static class ResponseEvidence
{
    public static IReadOnlyList<Evidence> Of(ApiResponse response, AzureDevOpsRequest request)
    {
        var redaction = request.Redaction;
        return [.. Rows(response, request)
            .Select(row => (row.Label, Value: ApiResponse.Clip(redaction.Apply(row.Value ?? ""))))
            .Where(row => row.Value is not null)
            .Select(row => new Evidence(row.Label, row.Value!))];
    }

    /// <summary>How a response begins that is not understood and gives no reason.</summary>
    public static IEnumerable<Evidence> OfUnknown(ProblemCode code, ApiResponse response, AzureDevOpsRequest request) =>
        code is ProblemCode.UnexpectedAnswer or ProblemCode.NotAzureDevOps && response is { Message: null, Title: null }
            && ApiResponse.Clip(request.Redaction.Apply(Encoding.UTF8.GetString(response.Body.Span))) is { } beginning
            ? [new Evidence("Begins with", beginning)]
            : [];

    private static IEnumerable<(string Label, string? Value)> Rows(ApiResponse response, AzureDevOpsRequest request)
    {
        yield return ("Request", $"{request.Method} {request.Address.AbsolutePath}");
        yield return ("Status", response.Status.ToString(CultureInfo.InvariantCulture));
        yield return ("Content type", response.ContentType);
        yield return (response.Number?[..2] + " number", response.Number);
        yield return ("Type", response.Envelope?.TypeKey);
        yield return ("Message", response.Message);
        yield return ("Page", response.Title);
        yield return ("Location", ApiProblemMapper.LocationOf(response, request));
        yield return ("Sign-in offered", string.Join(", ", response.Challenges.Select(challenge => challenge.Scheme)));
        yield return ("Realm", response.BasicRealm);
        yield return ("Tenant", response.Tenant?.TenantId);
        yield return ("Server", response.Server);
        yield return ("Proxy", response.First("Via"));
        yield return ("Retry after", response.First("Retry-After"));
        yield return ("Delayed by", response.First(AzureDevOpsNames.Headers.Delay) is { } delay ? delay + " s" : null);
        yield return ("Limited resource", response.First("X-RateLimit-Resource"));
        yield return ("Activity id", response.ActivityId);
        yield return ("Server time", response.Headers.Date?.ToString("u", CultureInfo.InvariantCulture));
    }
}

/// <summary>Removes secrets from what a server sent back, in each form in which they were sent.</summary>
internal sealed class SecretRedaction
{
    /// <summary>In characters: a project's name has at most 64, and a repository's 256.</summary>
    private const int MaxNameLength = 256;

    /// <summary>Of an address, an author or a title.</summary>
    internal const int MaxTextLength = 1000;

    /// <summary>Real tokens have 52 or 84 characters; what is shorter may be any word.</summary>
    private const int MinSecretLength = 20;

    private readonly string[] _forms;

    public SecretRedaction(params IEnumerable<Secret?> secrets) =>
        _forms = [.. secrets.OfType<Secret>().Where(secret => secret.Length >= MinSecretLength).SelectMany(secret => new[] { AzureDevOpsRequest.Encode(secret), secret.Reveal() })];

    public string Apply(string text) => _forms.Aggregate(text, (current, form) => current.Replace(form, "***", StringComparison.Ordinal));

    public byte[] Apply(byte[] body)
    {
        if (!_forms.Any(form => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) >= 0))
            return body;
        // Latin-1 has a character for each byte, so that all others stay as they are.
        return Encoding.Latin1.GetBytes(Apply(Encoding.Latin1.GetString(body)));
    }

    /// <summary>A name that is kept and shown.</summary>
    public string? Name(string? text, int maxLength = MaxNameLength) => Text(text, maxLength) is { } name ? DisplayText.WithoutUnshowable(name) : null;

    public string? Text(string? text) => Text(text, MaxTextLength);

    private string? Text(string? text, int maxLength) => text is null ? null : Apply(text.Length > maxLength ? text[..maxLength] : text);
}
