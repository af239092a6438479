using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>A person's browser at the authorization server: keeps cookies, reads pages, and presses buttons by their names for tests.</summary>
internal sealed partial class CloudBrowser : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Uri Address { get; private set; } = new("about:blank");

    public WireResponse Response { get; private set; } = new(HttpStatusCode.NoContent, Array.Empty<string>().ToLookup(text => text, StringComparer.Ordinal), []);

    /// <summary>What the page is, by the name of its main part.</summary>
    public string Page => PageName().Match(Response.Text).Groups["name"].Value;

    /// <summary>Where the application would be called, with everything in the query as a table.</summary>
    public Dictionary<string, string> Returned
    {
        get
        {
            Response.Header("Location").ShouldNotBeNull(Response.Text);
            return Pairs(new Uri(Response.Header("Location")!).Query);
        }
    }

    public async Task<CloudBrowser> OpenAsync(string url)
    {
        Address = new Uri(url);
        using var response = await _http.GetAsync(Address, Ct);
        Response = await WireResponse.ReadAsync(response, Ct);
        return this;
    }

    /// <summary>Presses a button; what its form holds goes along, with these boxes ticked.</summary>
    public async Task<CloudBrowser> PressAsync(string testId, params string[] ticked)
    {
        var form = Forms().Matches(Response.Text).Single(candidate => candidate.Value.Contains($"data-testid=\"{testId}\"", StringComparison.Ordinal)).Value;
        var button = Buttons().Matches(form).Single(candidate => candidate.Value.Contains($"data-testid=\"{testId}\"", StringComparison.Ordinal)).Value;
        var fields = Inputs().Matches(form).Select(input => input.Value)
            .Where(input => input.Contains("type=\"hidden\"", StringComparison.Ordinal)
                || ticked.Any(box => input.Contains($"data-testid=\"{box}\"", StringComparison.Ordinal)))
            .Append(button)
            .Where(element => Attribute(element, "name").Length > 0)
            .Select(element => KeyValuePair.Create(Attribute(element, "name"), Attribute(element, "value")));
        Address = new Uri(Address, Attribute(form, "action"));
        using var response = await _http.PostAsync(Address, new FormUrlEncodedContent(fields), Ct);
        Response = await WireResponse.ReadAsync(response, Ct);
        return this;
    }

    /// <summary>What a form with hidden fields would send, and where.</summary>
    public (string Action, Dictionary<string, string> Fields) HiddenForm() => (
        Attribute(Forms().Match(Response.Text).Value, "action"),
        Inputs().Matches(Response.Text).ToDictionary(
            input => Attribute(input.Value, "name"), input => Attribute(input.Value, "value"), StringComparer.Ordinal));

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> Pairs(string query) => query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);

    private static string Attribute(string element, string name) =>
        WebUtility.HtmlDecode(Regex.Match(element, $" {name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups[1].Value);

    [GeneratedRegex("<main data-testid=\"page-(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PageName();

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline, 5000)]
    private static partial Regex Forms();

    [GeneratedRegex("<button [^>]*>", RegexOptions.None, 5000)]
    private static partial Regex Buttons();

    [GeneratedRegex("<input [^>]*>", RegexOptions.None, 5000)]
    private static partial Regex Inputs();
}
