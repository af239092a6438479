using System.Net;
using System.Net.Http.Headers;
using ConnectWizard.Storage;
using ConnectWizard.Storage.PostgreSql;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

/// <summary>The product while its PostgreSQL server is stopped, and after it is back.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly PostgreSqlProcess _server = PostgreSqlProcess.Start();
    private readonly CollectedLogs _logs = new();
    private RunningApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync(
        Cancellation,
        [("Store:Provider", "PostgreSql"), ("Store:ConnectionString", _server.Administrator.ConnectionString)],
        builder => builder.Logging.AddProvider(_logs));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _server.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task What_is_away_is_told_with_503_and_once_in_the_log_until_it_is_back()
    {
        (await GetAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
        _server.Stop();

        foreach (var path in (string[])["/", "/connections/01234567-89ab-7def-8123-456789abcdef", "/profiles/01234567-89ab-7def-8123-456789abcdef", $"/connect/{DraftId.New()}/server"])
        {
            var (status, retryAfter, text) = await GetAsync(path);
            (status, retryAfter).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(3)), path);
            text.ShouldSatisfyAllConditions(page => page.ShouldContain("database-unavailable"), page => page.ShouldContain($"data-reload=\"{path}\""), page => page.ShouldContain("administrator of this ConnectWizard installation"));
        }

        foreach (var path in (string[])[$"/git/{Guid.NewGuid()}/info/refs?service=git-upload-pack", "/health/ready"])
            (await GetAsync(path, "*/*")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable), answer => answer.Text.ShouldNotContain("<"));
        (await DeliverAsync()).ShouldBe((HttpStatusCode.ServiceUnavailable, true));

        _server.StartAgain();

        (await GetAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/health/ready", "*/*")).Status.ShouldBe(HttpStatusCode.OK);
        (await DeliverAsync()).Status.ShouldBe(HttpStatusCode.Gone);
        _logs.Lines.Where(line => line.Contains("Outage: ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        _logs.Lines.ShouldNotContain(line => line.Contains("   at ", StringComparison.Ordinal));
    }

    private async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, string Text)> GetAsync(string path, string accept = "text/html")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        request.Headers.Authorization = AuthenticationHeaderValue.Parse("Basic eDp5");
        using var answer = await _app.Client.SendAsync(request, Cancellation);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<(HttpStatusCode Status, bool SaysWhen)> DeliverAsync()
    {
        using var body = new StringContent("{}");
        using var answer = await _app.Client.PostAsync(new Uri($"/hooks/{Guid.NewGuid()}", UriKind.Relative), body, Cancellation);
        return (answer.StatusCode, answer.Headers.RetryAfter is not null);
    }
}
