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

    private DemoWorld(Uri url, JsonElement description)
    {
        Url = url;
        _tokens = description.GetProperty("tokens").EnumerateArray()
            .ToDictionary(token => token.GetProperty("name").GetString()!, token => token.GetProperty("value").GetString()!, StringComparer.Ordinal);
        Cloud = description.GetProperty("cloud").Clone();
        AuthorityFile = description.GetProperty("certificateAuthorityFile").GetString()!;
        ConnectTo = [.. description.GetProperty("connectTo").EnumerateArray().Select(entry => entry.GetString()!)];
    }

    /// <summary>The emulator's plain HTTP address.</summary>
    public Uri Url { get; }

    /// <summary>The emulator's description of the cloud: clients, tenants, organizations.</summary>
    public JsonElement Cloud { get; }

    /// <summary>The id and the secret of an application.</summary>
    public (string Id, string Secret) Client(string name)
    {
        var client = Cloud.GetProperty("clients").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        return (client.GetProperty("clientId").GetString()!, client.GetProperty("clientSecret").GetString()!);
    }

    /// <summary>The emulator's certificate authority, a PEM file on this machine.</summary>
    public string AuthorityFile { get; }

    /// <summary>Where its realistic names are, as curl's <c>--connect-to</c> takes it.</summary>
    public IReadOnlyList<string> ConnectTo { get; }

    public static async Task<DemoWorld> OpenAsync(ProductProcess? product, CancellationToken cancellationToken)
    {
        var text = product is null ? Environment.GetEnvironmentVariable("EMULATOR_URL") : Address().Match(product.Log).Groups["url"].Value;
        var url = new Uri(string.IsNullOrEmpty(text)
            ? throw new InvalidOperationException("Where is the emulator? Set EMULATOR_URL beside APP_URL; the product says it in its log.")
            : text);
        using var http = new HttpClient();
        using var description = JsonDocument.Parse(await http.GetStringAsync(new Uri(url, "/_emulator"), cancellationToken));
        return new DemoWorld(url, description.RootElement);
    }

    /// <summary>Changes something about somebody of the emulated cloud while it runs.</summary>
    public async Task ChangePersonAsync(string person, string settings, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var body = new StringContent(settings);
        using var answer = await http.PutAsync(new Uri(Url, $"/_emulator/cloud/people/{person}"), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public IReadOnlyCollection<string> Tokens => _tokens.Values;

    public string Token(string name) => _tokens[name];

    [GeneratedRegex("describes itself at (?<url>http://[^ /]+)", RegexOptions.None, 5000)]
    private static partial Regex Address();
}
