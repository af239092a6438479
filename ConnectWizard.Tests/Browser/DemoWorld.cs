using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConnectWizard.Browser;

/// <summary>
/// The demo's emulated world: tokens by name, read off the emulator's own description. Where that is stands in the product's log; beside
/// <c>APP_URL</c> it is <c>EMULATOR_URL</c>.
/// </summary>
internal sealed partial class DemoWorld
{
    public const string Server = "https://azure.spacetech.example";

    private readonly Dictionary<string, string> _tokens;

    private DemoWorld(Uri url, Dictionary<string, string> tokens) => (Url, _tokens) = (url, tokens);

    /// <summary>The emulator's plain HTTP address.</summary>
    public Uri Url { get; }

    public IEnumerable<string> Tokens => _tokens.Values;

    public static async Task<DemoWorld> OpenAsync(ProductProcess? product, CancellationToken cancellationToken)
    {
        var text = product is null ? Environment.GetEnvironmentVariable("EMULATOR_URL") : Address().Match(product.Log).Groups["url"].Value;
        var url = new Uri(string.IsNullOrEmpty(text)
            ? throw new InvalidOperationException("Where is the emulator? Set EMULATOR_URL beside APP_URL; the product says it in its log.")
            : text);
        using var http = new HttpClient();
        using var description = JsonDocument.Parse(await http.GetStringAsync(new Uri(url, "/_emulator"), cancellationToken));
        var tokens = description.RootElement.GetProperty("tokens").EnumerateArray()
            .ToDictionary(token => token.GetProperty("name").GetString()!, token => token.GetProperty("value").GetString()!, StringComparer.Ordinal);
        return new DemoWorld(url, tokens);
    }

    public string Token(string name) => _tokens[name];

    [GeneratedRegex("describes itself at (?<url>http://[^ /]+)", RegexOptions.None, 5000)]
    private static partial Regex Address();
}
