using System.Globalization;
using ConnectWizard.Connections;

namespace ConnectWizard.AzureDevOps;

/// <summary>What is worth showing of an answer, without secrets and bounded in length.</summary>
internal static class AnswerEvidence
{
    public static IReadOnlyList<Evidence> Of(Answer answer, AzureDevOpsRequest request) =>
    [
        .. Rows(answer, request)
            .Where(row => !string.IsNullOrEmpty(row.Value))
            .Select(row => new Evidence(row.Label, WithoutSecrets(AnswerWords.Clip(row.Value)!, request.Token))),
    ];

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

    private static IEnumerable<(string Label, string? Value)> Rows(Answer answer, AzureDevOpsRequest request)
    {
        yield return ("Request", $"{request.Method} {request.Address.AbsolutePath}");
        yield return ("Status", answer.Status.ToString(CultureInfo.InvariantCulture));
        yield return ("Content type", answer.ContentType);
        yield return (answer.Words.Number?[..2] + " number", answer.Words.Number);
        yield return ("Type", answer.Envelope?.TypeKey);
        yield return ("Message", answer.Words.Message);
        yield return ("Page", answer.Words.Title);
        yield return ("Location", AnswerProblems.LocationOf(answer, request));
        yield return ("Sign-in offered", string.Join(", ", answer.Challenges.Select(challenge => challenge.Scheme)));
        yield return ("Realm", answer.BasicRealm);
        yield return ("Server", answer.Server);
        yield return ("Proxy", answer.First("Via"));
        yield return ("Retry after", answer.First("Retry-After"));
        yield return ("Activity id", answer.ActivityId);
        yield return ("Server time", answer.Headers.Date?.ToString("u", CultureInfo.InvariantCulture));
    }
}
