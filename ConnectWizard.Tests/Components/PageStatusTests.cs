using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

/// <summary>What pages answer that have nothing to show.</summary>
public sealed class PageStatusTests(RunningAppFixture app) : IClassFixture<RunningAppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/connections/01234567-89ab-7def-8123-456789abcdef", "Connection not found")]
    [InlineData("/connections/none", "Connection not found")]
    [InlineData("/profiles/01234567-89ab-7def-8123-456789abcdef", "Build profile not found")]
    [InlineData("/connect/none/server", "This setup can&#x27;t be continued")]
    [InlineData("/no-such-page", "Page not found")]
    public async Task What_does_not_exist_is_a_404_with_a_page(string path, string heading)
    {
        using var answer = await app.Client.GetAsync(new Uri(path, UriKind.Relative), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(heading);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_gets_a_page_that_says_what_to_do()
    {
        using var form = new FormUrlEncodedContent([new("_handler", "server")]);

        using var answer = await app.Client.PostAsync(new Uri("/connect", UriKind.Relative), form, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        page.ShouldContain("This form is no longer valid");
        page.ShouldContain("href=\"/connect\"");
        page.ShouldNotContain("antiforgery");
    }
}
