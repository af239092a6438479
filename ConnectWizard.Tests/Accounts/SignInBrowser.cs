using System.Net;
using ConnectWizard.Connections;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>A browser as far as a sign-in needs one: it keeps cookies by host, accepts pages, and follows when told to.</summary>
internal sealed class SignInBrowser : IDisposable
{
    private readonly HttpClient _client;

    public SignInBrowser()
    {
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false });
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public async Task<HttpResponseMessage> GetAsync(Uri address) => await _client.GetAsync(address, TestContext.Current.CancellationToken);

    /// <summary>Who it is to the product at that address.</summary>
    public OwnerId OwnerAt(Uri address) =>
        BrowserCookie.TryParse(Cookies.GetCookies(address)[BrowserCookie.Name]?.Value, out var cookie)
            ? cookie.Owner
            : throw new InvalidOperationException("No page has set the cookie.");

    /// <summary>Where a redirect leads.</summary>
    public async Task<Uri> RedirectOfAsync(Uri address)
    {
        using var response = await GetAsync(address);
        return RedirectOf(address, response);
    }

    /// <summary>Where a form that is sent leads.</summary>
    public async Task<Uri> RedirectOfPostAsync(Uri address, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var response = await _client.PostAsync(address, form, TestContext.Current.CancellationToken);
        return RedirectOf(address, response);
    }

    public void Dispose() => _client.Dispose();

    private static Uri RedirectOf(Uri address, HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Found
            ? new Uri(address, response.Headers.Location!)
            : throw new InvalidOperationException($"{address.AbsolutePath} answered {(int)response.StatusCode}.");
}
