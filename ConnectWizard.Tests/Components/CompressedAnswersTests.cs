using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

/// <summary>Which answers are compressed, and that those bear no secret that a guess beside it could find (see <see cref="PageServices"/>).</summary>
public sealed partial class CompressedAnswersTests(RunningAppFixture app) : IClassFixture<RunningAppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/connect", HttpStatusCode.OK)]
    [InlineData("/check", HttpStatusCode.OK)]
    [InlineData("/help/firewall", HttpStatusCode.OK)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    public async Task Pages_are_compressed_where_the_browser_can_read_it(string path, HttpStatusCode status)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        answer.Headers.Vary.ShouldContain("Accept-Encoding", StringComparer.OrdinalIgnoreCase);
        using var plain = await app.Client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/hooks/01234567-89ab-7def-8123-456789abcdef", HttpStatusCode.Gone)]
    [InlineData("GET", "/git/01234567-89ab-7def-8123-456789abcdef/info/refs?service=git-upload-pack", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1", HttpStatusCode.OK)]
    public async Task What_is_no_page_is_not_compressed(string method, string path, HttpStatusCode status)
    {
        using var answer = await SendAsync(new HttpMethod(method), path);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/connect")]
    [InlineData("/check")]
    public async Task A_page_that_a_browser_asks_for_again_has_none_of_the_words_that_only_the_server_reads(string path)
    {
        using var first = await app.Client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        var cookies = string.Join("; ", first.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.Add("Cookie", cookies);
        using var second = await app.Client.SendAsync(again, Ct);

        var (before, after) = (await ProtectedAsync(first), await ProtectedAsync(second));

        before.ShouldNotBeEmpty();
        before.ShouldAllBe(one => one.Length > 100);
        after.Count.ShouldBe(before.Count);
        after.Intersect(before, StringComparer.Ordinal).ShouldBeEmpty();
        foreach (var cookie in cookies.Split("; ").Select(cookie => cookie.Split('=', 2)[1]))
            (await second.Content.ReadAsStringAsync(Ct)).ShouldNotContain(cookie);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        return await app.Client.SendAsync(request, Ct);
    }

    /// <summary>What data protection has made, to its end, with what JSON makes of its plus signs: the circuit's state, antiforgery tokens.</summary>
    private static async Task<IReadOnlyList<string>> ProtectedAsync(HttpResponseMessage answer) =>
        [.. Protected().Matches(await answer.Content.ReadAsStringAsync(Ct)).Select(match => match.Value)];

    [GeneratedRegex(@"CfDJ8[\w+/=\\-]+", RegexOptions.None, 5000)]
    private static partial Regex Protected();
}
