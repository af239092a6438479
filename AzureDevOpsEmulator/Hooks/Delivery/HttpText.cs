using System.Globalization;
using System.Text;

namespace AzureDevOpsEmulator.Hooks.Delivery;

/// <summary>Requests and answers as the history of a subscription shows them: as text, in the product's own layout.</summary>
internal static class HttpText
{
    public static string Of(HttpRequestMessage request, string content) =>
        $"Method: {request.Method}\r\nURI: {request.RequestUri}\r\nHTTP Version: {request.Version}\r\n"
        + Headers(request.Headers.Concat(request.Content!.Headers)) + $"Content:\r\n{content}";

    public static string Of(HttpResponseMessage response, string content) =>
        string.Create(CultureInfo.InvariantCulture, $"Status Code: {(int)response.StatusCode}\r\nReason Phrase: {response.ReasonPhrase}\r\n")
        + $"HTTP Version: {response.Version}\r\n" + Headers(response.Headers.Concat(response.Content.Headers)) + $"Content:\r\n{content}";

    private static string Headers(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        var text = new StringBuilder("Headers:\r\n{\r\n");
        foreach (var (name, values) in headers)
        {
            var isSecret = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
            text.Append("  ").Append(name).Append(": ").Append(isSecret ? "Basic ********" : string.Join(", ", values)).Append("\r\n");
        }

        return text.Append("}\r\n").ToString();
    }
}
