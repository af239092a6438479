using System.Globalization;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.AzureDevOps;

/// <summary>What is worth showing of an answer, without secrets and bounded in length.</summary>
internal static class ResponseEvidence
{
    /// <summary>What somebody types as a token may be a word; names must not be searched for that. Real tokens have 52 or 84 characters.</summary>
    private const int MinSecretLength = 20;

    /// <summary>In characters: a project's or repository's name has at most 64.</summary>
    internal const int MaxNameLength = 1000;

    public static IReadOnlyList<Evidence> Of(ApiResponse answer, AzureDevOpsRequest request) =>
    [
        .. Rows(answer, request)
            .Where(row => !string.IsNullOrEmpty(row.Value))
            .Select(row => new Evidence(row.Label, ApiErrorText.Clip(WithoutSecrets(row.Value!, request.Token))!)),
    ];

    /// <summary>Where an answer is not understood and says nothing in words, how it begins.</summary>
    public static IEnumerable<Evidence> OfStrange(ProblemCode code, ApiResponse answer, AzureDevOpsRequest request) =>
        code is ProblemCode.UnexpectedAnswer or ProblemCode.NotAzureDevOps && answer.Words is { Message: null, Title: null }
            && ApiErrorText.Clip(WithoutSecrets(Encoding.UTF8.GetString(answer.Body.Span), request.Token)) is { Length: > 0 } beginning
            ? [new Evidence("Begins with", beginning)]
            : [];

    /// <summary>
    /// A server that means ill, or logs too much, may send a token back. It is taken out in each form in which we sent it.
    /// </summary>
    public static string WithoutSecrets(string text, Secret? token)
    {
        if (token is null)
            return text;
        return text
            .Replace(AzureDevOpsRequest.Encode(token), token.ToString(), StringComparison.Ordinal)
            .Replace(token.Reveal(), token.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The same for a whole body, before anything is read from it: names and addresses in it are shown and stored as well.</summary>
    public static byte[] WithoutSecrets(byte[] body, Secret? token)
    {
        if (!Array.Exists(FormsOf(token), form => body.AsSpan().IndexOf(form) >= 0))
            return body;
        // Latin-1 has a character for each byte, so that all others stay as they are.
        return Encoding.Latin1.GetBytes(WithoutSecrets(Encoding.Latin1.GetString(body), token));
    }

    /// <summary>The bytes to look for in what is too long to be looked through twice; none for a token too short to be taken out of names.</summary>
    public static byte[][] FormsOf(Secret? token) => token is null || token.Length < MinSecretLength
        ? []
        : [Encoding.UTF8.GetBytes(token.Reveal()), Encoding.ASCII.GetBytes(AzureDevOpsRequest.Encode(token))];

    /// <summary>The same for a name or an address in a listing; nothing real is longer than what is kept of it.</summary>
    public static string? NameWithoutSecrets(string? text, Secret? token)
    {
        var kept = text?.Length > MaxNameLength ? text[..MaxNameLength] : text;
        return kept is null || token is null || token.Length < MinSecretLength ? kept : WithoutSecrets(kept, token);
    }

    private static IEnumerable<(string Label, string? Value)> Rows(ApiResponse answer, AzureDevOpsRequest request)
    {
        yield return ("Request", $"{request.Method} {request.Address.AbsolutePath}");
        yield return ("Status", answer.Status.ToString(CultureInfo.InvariantCulture));
        yield return ("Content type", answer.ContentType);
        yield return (answer.Words.Number?[..2] + " number", answer.Words.Number);
        yield return ("Type", answer.Envelope?.TypeKey);
        yield return ("Message", answer.Words.Message);
        yield return ("Page", answer.Words.Title);
        yield return ("Location", ApiProblemMapper.LocationOf(answer, request));
        yield return ("Sign-in offered", string.Join(", ", answer.Challenges.Select(challenge => challenge.Scheme)));
        yield return ("Realm", answer.BasicRealm);
        yield return ("Tenant", answer.Tenant?.TenantId);
        yield return ("Server", answer.Server);
        yield return ("Proxy", answer.First("Via"));
        yield return ("Retry after", answer.First("Retry-After"));
        yield return ("Delayed by", answer.First(AzureDevOpsNames.Headers.Delay) is { } delay ? delay + " s" : null);
        yield return ("Limited resource", answer.First("X-RateLimit-Resource"));
        yield return ("Activity id", answer.ActivityId);
        yield return ("Server time", answer.Headers.Date?.ToString("u", CultureInfo.InvariantCulture));
    }
}
