using System.Net;
using AngleSharp.Html.Parser;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>The administrator's page over real HTTP, on the public host as a stranger comes to it.</summary>
public sealed class AdministratorPageTests : IAsyncLifetime
{
    private const string Host = "builds.example";
    private const string Link = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Path = "/webhooks/ask/" + Link;

    private readonly IAdministratorRequests _requests = Substitute.For<IAdministratorRequests>();
    private readonly CollectedLogs _logs = new();
    private readonly TlsProxy _proxy = new();
    private RunningApp _app = null!;
    private HttpClient _browser = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(
            Cancellation, [("PublicUrl", $"https://{Host}"), ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace")], Swap);
        _browser = new HttpClient(_proxy) { BaseAddress = _app.Client.BaseAddress };
        StatusIs(LinkStatus.Open);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        _logs.Dispose();
    }

    [Fact]
    public async Task It_shows_exactly_what_will_be_created_where_by_whom_it_was_asked_and_until_when()
    {
        var page = await OpenAsync();
        foreach (var said in (string[])["azure.spacetech.example:8443/tfs", "Größe & Co", "Bahn", "Flüge planen", "Code pushed", "https://builds.example", "Ada Łovelace", "2031-11-28"])
            page.Body!.TextContent.ShouldContain(said);
        page.QuerySelector("[data-testid=ask]")!.GetAttribute("data-state").ShouldBe("open");
        page.QuerySelector("h1")!.TextContent.ShouldBe("Webhooks for Bahn on azure.spacetech.example:8443");
        page.QuerySelector("[data-testid=ask-create]")!.TextContent.Trim().ShouldBe("Create the webhooks on azure.spacetech.example:8443");
    }

    [Fact]
    public async Task A_server_that_the_operator_has_not_named_gets_a_warning_and_no_token_field()
    {
        _requests.FindAsync(default!, Cancellation).ReturnsForAnyArgs(Request(LinkStatus.Open) with
        {
            TokenProblem = new Problem(ProblemCode.AddressNotAllowed).With(ProblemText.Variant, "administrator").With("host", "azure.spacetech.example"),
        });

        var page = await OpenAsync();

        page.QuerySelector("[data-testid=ask-refused]")!.TextContent.ShouldContain("No token is taken for azure.spacetech.example");
        page.QuerySelectorAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_brings_no_circuit_and_the_public_host_answers_what_it_is_made_of_and_nothing_else()
    {
        var page = await OpenAsync();
        page.Source.Text.Replace("css/mudblazor.css", "", StringComparison.Ordinal).ShouldNotContain("blazor");
        page.QuerySelectorAll("a").ShouldBeEmpty();
        foreach (var file in page.QuerySelectorAll("link[href], script[src]").Select(part => part.GetAttribute("href") ?? part.GetAttribute("src")))
            (await GetAsync($"/{file}")).StatusCode.ShouldBe(HttpStatusCode.OK, file);
        foreach (var path in (string[])["/", "/profiles/x", "/_blazor", "/_framework/blazor.web.js", "/help"])
            (await GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    [Fact]
    public async Task The_webhooks_are_created_with_the_typed_token_and_the_page_goes_back_to_itself()
    {
        var token = Samples.Token();
        _requests.CarryOutAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(Request(LinkStatus.Used));
        using var answer = await SendAsync(token.Reveal());
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe(Path);
        await _requests.Received(1).CarryOutAsync(Arg.Any<AdministratorRequest>(), Arg.Is<Secret>(secret => secret.Reveal() == token.Reveal()), Arg.Any<Actor>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told_and_the_token_is_not_repeated()
    {
        var token = Samples.Token();
        _requests.CarryOutAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.TokenRefused));
        using var answer = await SendAsync(token.Reveal());
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        text.ShouldContain("data-code=\"token-refused\"");
        text.ShouldNotContain(token.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task What_cannot_be_a_token_is_not_sent_anywhere(string typed)
    {
        using var answer = await SendAsync(typed);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await _requests.DidNotReceiveWithAnyArgs().CarryOutAsync(default!, default!, default!, Cancellation);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task A_form_that_was_not_sent_from_this_page_does_nothing(string? forged)
    {
        await OpenAsync();
        using var answer = await PostAsync(Samples.Token().Reveal(), forged);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("ask-stale");
        await _requests.DidNotReceiveWithAnyArgs().CarryOutAsync(default!, default!, default!, Cancellation);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_not_read()
    {
        await OpenAsync();
        using var answer = await PostAsync(new string('x', 100_000), "forged");
        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        await _requests.DidNotReceiveWithAnyArgs().CarryOutAsync(default!, default!, default!, Cancellation);
    }

    [Theory]
    [InlineData(LinkStatus.Used, HttpStatusCode.OK)]
    [InlineData(LinkStatus.Expired, HttpStatusCode.Gone)]
    [InlineData(LinkStatus.Revoked, HttpStatusCode.Gone)]
    [InlineData(LinkStatus.Exhausted, HttpStatusCode.Gone)]
    public async Task A_link_that_has_ended_says_so_and_has_no_form(LinkStatus status, HttpStatusCode answered)
    {
        StatusIs(status);
        using var answer = await GetAsync(Path);
        answer.StatusCode.ShouldBe(answered);
        var page = await ReadAsync(answer);
        page.QuerySelector("[data-testid=ask]")!.GetAttribute("data-state").ShouldBe(status.ToString().ToLowerInvariant());
        page.QuerySelectorAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_that_nobody_made_leads_nowhere()
    {
        _requests.FindAsync(default!, Cancellation).ReturnsForAnyArgs((AdministratorRequest?)null);
        using var answer = await GetAsync(Path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("This link is not valid");
    }

    [Fact]
    public async Task Trying_links_is_bounded()
    {
        _requests.FindAsync(default!, Cancellation).ReturnsForAnyArgs((AdministratorRequest?)null);
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 70; attempt++)
            answers.Add((await GetAsync($"/webhooks/ask/{attempt}")).StatusCode);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Guesses_that_look_like_links_have_one_limit_and_do_not_hold_a_real_one_up()
    {
        _requests.FindAsync(default!, Cancellation).ReturnsForAnyArgs(call => call.Arg<string>() == Link ? Request(LinkStatus.Open) : null);
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 70; attempt++)
            answers.Add((await GetAsync($"/webhooks/ask/{LinkSecret.New().Reveal()}")).StatusCode);

        answers[0].ShouldBe(HttpStatusCode.NotFound);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_link_is_in_no_log_at_any_level_and_the_page_in_no_cache_and_no_frame()
    {
        using var answer = await GetAsync(Path);
        using var foreign = await GetAsync(Path, host: "evil.example");
        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("frame-ancestors 'none'");
        answer.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("same-origin");
        _logs.Lines.ShouldNotContain(line => line.Contains(Link, StringComparison.Ordinal));
    }

    private static AdministratorRequest Request(LinkStatus status)
    {
        var (profile, connection) = (Samples.Profile(), Samples.Connection(CredentialId.New()));
        var now = new DateTimeOffset(2031, 11, 21, 9, 0, 0, TimeSpan.Zero);
        var link = new StoredLink
        {
            Id = Guid.NewGuid(),
            Workspace = profile.Workspace,
            Profile = profile.Id,
            Hash = "hash",
            CreatedAt = now,
            ExpiresAt = now.AddDays(7),
        };
        var offer = new AdministratorLinkOffer(connection.Target.Url, "Bahn/Flüge planen", [HookKind.Push], $"https://{Host}");
        return new AdministratorRequest(link, status, profile, connection, offer);
    }

    private void StatusIs(LinkStatus status) => _requests.FindAsync(default!, Cancellation).ReturnsForAnyArgs(Request(status));

    private void Swap(WebApplicationBuilder builder)
    {
        builder.Logging.AddProvider(_logs);
        builder.Services.Replace(ServiceDescriptor.Singleton(_requests));
        builder.Services.AddSingleton(Substitute.For<ICloudAccounts>()).AddSingleton(Substitute.For<IAccountTokens>());
        builder.Services.AddSingleton(new CloudSetup { Organizations = new ServerAddress("https", "dev.azure.com", 443, ""), RedirectUri = new Uri($"https://{Host}/signin/return"), Scopes = [] });
    }

    private Task<HttpResponseMessage> GetAsync(string path, string host = Host) =>
        _browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } }, Cancellation);

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> OpenAsync()
    {
        using var answer = await GetAsync(Path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await ReadAsync(answer);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> ReadAsync(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Cancellation), Cancellation);

    private async Task<HttpResponseMessage> SendAsync(string token)
    {
        var page = await OpenAsync();
        return await PostAsync(token, page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
    }

    private Task<HttpResponseMessage> PostAsync(string token, string? antiforgery)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = token };
        if (antiforgery is not null)
            fields["__RequestVerificationToken"] = antiforgery;
        return _browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, Path) { Headers = { Host = Host }, Content = new FormUrlEncodedContent(fields) }, Cancellation);
    }
}
