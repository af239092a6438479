using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Emulator.Cloud;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>A sign-in under Microsoft Entra's own name, over TLS.</summary>
public sealed class OutboundSignInTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private const string Entra = "https://login.microsoftonline.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Discovery_keys_and_tokens_come_by_the_outbound_client_with_its_certificates_and_ConnectTo()
    {
        var cloud = edge.Emulator.Cloud;
        await using var app = await RunningApp.StartAsync(Cancellation,
            [.. edge.Settings, ("AzureDevOps:Cloud:ClientId", cloud.ClientId), ("AzureDevOps:Cloud:ClientSecret", cloud.ClientSecret), ("AzureDevOps:Cloud:Authority", $"{cloud.Authority}/v2.0")]);
        using var browser = new SignInBrowser();
        (await browser.GetAsync(new Uri(app.Client.BaseAddress!, "/connect"))).Dispose();
        var owner = browser.OwnerAt(app.Client.BaseAddress!);
        var draft = (await app.Services.GetRequiredService<IDraftStore>().CreateAsync(owner, ProviderKind.Services, Cancellation)).Id;

        var there = await browser.RedirectOfAsync(new Uri(app.Client.BaseAddress!, SignInUrl.ForDraft(draft)));
        there.AbsoluteUri.ShouldStartWith($"{Entra}/organizations/oauth2/v2.0/authorize?");
        // This browser has no ConnectTo, so it goes to the same page by its address.
        using var microsoft = new CloudBrowser();
        await microsoft.OpenAsync(there.AbsoluteUri.Replace($"{Entra}/organizations", cloud.BrowserAuthority.AbsoluteUri, StringComparison.Ordinal));
        await microsoft.PressAsync("account-ada");
        await microsoft.PressAsync("accept");

        (await browser.RedirectOfAsync(new Uri(microsoft.Response.Header("Location")!))).PathAndQuery.ShouldBe($"/connect/{draft}/organization");
        var asked = edge.Emulator.Requests.Entries.Where(request => new Uri(Entra).Host == request.Host).Select(request => request.Target).ToList();
        foreach (var part in (string[])["/v2.0/.well-known/openid-configuration", "/discovery/v2.0/keys", "/oauth2/v2.0/token"])
            asked.ShouldContain(target => target == $"/organizations{part}");
    }
}
