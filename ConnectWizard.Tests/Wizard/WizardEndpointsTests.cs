using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard;

/// <summary>The first choice over real HTTP, as a browser posts it whose circuit has not started.</summary>
public sealed class WizardEndpointsTests : IAsyncLifetime
{
    private readonly BrowserCookie _browser = BrowserCookie.New();
    private RunningApp _app = null!;
    private string _antiforgery = "";
    private IReadOnlyList<Dictionary<string, string>> _forms = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(Cancellation);
        using var answer = await _app.Client.GetAsync("/connect", Cancellation);
        _antiforgery = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith(".AspNetCore.Antiforgery", StringComparison.Ordinal)).Split(';')[0];
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancellation));
        _forms = [.. page.QuerySelectorAll("form[action='/connect/begin']").Select(FieldsOf)];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("Services", "cloud", ProviderKind.Services)]
    [InlineData("Server", "server", ProviderKind.Server)]
    public async Task A_posted_choice_begins_a_draft_of_this_browser_and_leads_to_its_next_step(string choice, string step, ProviderKind provider)
    {
        using var answer = await PostAsync(_forms.First(form => form["provider"] == choice));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var draft = (await DraftsAsync()).ShouldHaveSingleItem();
        draft.Provider.ShouldBe(provider);
        answer.Headers.Location!.OriginalString.ShouldBe($"/connect/{draft.Id}/{step}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task A_form_that_was_not_sent_from_this_page_begins_nothing_and_is_asked_again(string? forged)
    {
        var form = new Dictionary<string, string>(_forms[0], StringComparer.Ordinal);
        form.Remove("__RequestVerificationToken");
        if (forged is not null)
            form["__RequestVerificationToken"] = forged;

        using var answer = await PostAsync(form);

        answer.Headers.Location!.OriginalString.ShouldBe("/connect");
        (await DraftsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7")]
    [InlineData("Gitea")]
    [InlineData("")]
    public async Task What_is_no_provider_is_asked_again(string choice)
    {
        using var answer = await PostAsync(new Dictionary<string, string>(_forms[0], StringComparer.Ordinal) { ["provider"] = choice });

        answer.Headers.Location!.OriginalString.ShouldBe("/connect");
        (await DraftsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_of_somebody_else_is_left_out()
    {
        using var answer = await PostAsync(new Dictionary<string, string>(_forms[0], StringComparer.Ordinal) { ["account"] = Guid.NewGuid().ToString() });

        (await DraftsAsync()).ShouldHaveSingleItem().Cloud.Account.ShouldBeNull();
    }

    private static Dictionary<string, string> FieldsOf(IElement form) =>
        form.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "", StringComparer.Ordinal);

    private async Task<HttpResponseMessage> PostAsync(Dictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/begin") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", $"{BrowserCookie.Name}={_browser.Value}; {_antiforgery}");
        return await _app.Client.SendAsync(request, Cancellation);
    }

    private async Task<IReadOnlyList<ConnectionDraft>> DraftsAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDraftStore>().ListUnfinishedAsync(_browser.Owner, Cancellation);
    }
}
