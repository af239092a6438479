using System.Net;
using System.Net.WebSockets;
using ConnectWizard.Startup;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Access;

/// <summary>The checks as the real product has them, over real HTTP.</summary>
public sealed class AccessPipelineTests : IAsyncLifetime
{
    private RunningApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync(
        Cancellation,
        [("PublicUrl", "https://builds.example")],
        builder => builder.Services.AddSingleton(new PublicPath("/hooks")),
        app =>
        {
            app.MapGet("/hooks/test", () => "hook");
            app.MapPost("/change", () => "changed");
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("localhost", "/hooks/test", HttpStatusCode.OK, "hook")]
    [InlineData("builds.example", "/hooks/test", HttpStatusCode.OK, "hook")]
    [InlineData("builds.example", "/", HttpStatusCode.Forbidden, "not open to the network")]
    [InlineData("evil.example", "/hooks/test", HttpStatusCode.BadRequest, "does not answer to this host name")]
    public async Task Who_is_answered_depends_on_host_and_path(string host, string path, HttpStatusCode status, string sentence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };

        using var response = await _app.Client.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain(sentence);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused_and_ones_own_is_not()
    {
        (await PostAsync("https://evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync("null")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(_app.Client.BaseAddress!.GetLeftPart(UriPartial.Authority))).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(null)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Beyond_the_limit_of_circuits_a_page_says_so_and_none_begins_until_there_is_room()
    {
        var (limit, max) = (_app.Services.GetRequiredService<CircuitLimit>(), new PagesOptions().MaxCircuits);
        (await VisitAsync(HttpMethod.Get, "/")).Status.ShouldBe(HttpStatusCode.OK);
        for (var opened = 0; opened < max; opened++)
            limit.Enter();

        var page = await VisitAsync(HttpMethod.Get, "/");
        (page.Status, page.RetryAfter).ShouldBe((HttpStatusCode.ServiceUnavailable, "30"));
        page.Text.ShouldContain("Too many pages are open");
        (await VisitAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await VisitAsync(HttpMethod.Get, "/hooks/test")).Status.ShouldBe(HttpStatusCode.OK);

        limit.Leave();
        (await VisitAsync(HttpMethod.Get, "/")).Status.ShouldBe(HttpStatusCode.OK);
        (await VisitAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1")).Status.ShouldBe(HttpStatusCode.OK);

        async Task<(HttpStatusCode Status, string? RetryAfter, string Text)> VisitAsync(HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, path);
            using var response = await _app.Client.SendAsync(request, Cancellation);
            return (response.StatusCode, response.Headers.RetryAfter?.ToString(), await response.Content.ReadAsStringAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_circuit_counts_once_while_its_browser_is_connected()
    {
        var limit = new CircuitLimit(Options.Create(new PagesOptions { MaxCircuits = 1 }), null!);
        var counter = new CircuitCounter(limit);
        await counter.OnConnectionUpAsync(null!, Cancellation);
        await counter.OnConnectionUpAsync(null!, Cancellation);
        limit.IsReached.ShouldBeTrue();

        await counter.OnConnectionDownAsync(null!, Cancellation);
        await counter.OnConnectionDownAsync(null!, Cancellation);
        limit.IsReached.ShouldBeFalse();
        await counter.OnConnectionUpAsync(null!, Cancellation);
        limit.IsReached.ShouldBeTrue();
    }

    [Fact]
    public async Task A_socket_of_another_site_is_refused()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(_app.Client.BaseAddress!) { Scheme = "ws", Path = "/_blazor" }.Uri;

        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(address, Cancellation));

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/hooks/test", "localhost")]
    [InlineData("/nowhere", "localhost")]
    [InlineData("/", "evil.example")]
    public async Task Every_answer_has_the_security_headers(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };

        using var response = await _app.Client.SendAsync(request, Cancellation);

        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Referrer-Policy").ShouldBe("same-origin");
        Header(response, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header(response, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header(response, "Permissions-Policy").ShouldContain("camera=()");
        response.Headers.Contains("Server").ShouldBeFalse();
        var policy = Header(response, "Content-Security-Policy");
        policy.ShouldContain("; script-src 'self'; ");
        policy.ShouldEndWith("; frame-ancestors 'none'");
        policy.ShouldContain($"; connect-src 'self' ws://{host}; ");
    }

    [Fact]
    public async Task Listening_for_the_network_warns_loudly()
    {
        using var logs = new CollectedLogs();
        await using var app = await RunningApp.StartAsync(
            Cancellation,
            [
                ("Access:AllowAnonymous", "true"), ("urls", "http://*:0"), ("Builds:Url", "http://builds.example:8080/start?key=hidden"),
                ("Builds:Secret", "a key of many words, thirty-two or more characters long"),
            ],
            builder => builder.Logging.AddProvider(logs));

        logs.Lines.ShouldContain(line => line.StartsWith("Warning: ACCESS:ALLOWANONYMOUS IS TRUE. http://*:0", StringComparison.Ordinal));
        logs.Lines.ShouldContain(line => line.StartsWith("Warning: Builds:Url (http://builds.example:8080) is not encrypted", StringComparison.Ordinal));
        logs.Lines.ShouldNotContain(line => line.Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Letting_everybody_in_on_loopback_warns_of_a_proxy()
    {
        using var logs = new CollectedLogs();
        await using var app = await RunningApp.StartAsync(Cancellation, [("Access:AllowAnonymous", "true")], builder => builder.Logging.AddProvider(logs));

        logs.Lines.ShouldContain(line => line.StartsWith("Warning: ACCESS:ALLOWANONYMOUS IS TRUE. What a proxy on this machine serves", StringComparison.Ordinal));
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).ShouldHaveSingleItem();

    private async Task<HttpStatusCode> PostAsync(string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/change");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await _app.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
