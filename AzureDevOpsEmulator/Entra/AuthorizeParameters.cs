using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace AzureDevOpsEmulator.Entra;

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
