using System.Collections.Concurrent;
using System.Text;
using ConnectWizard.Browser.Pages;
using ConnectWizard.Network;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>A collector of OpenTelemetry's that a product sends to: what a journey leaves there, and what it doesn't.</summary>
public sealed class TelemetryTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();
    private LoopbackServer _collector = null!;

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_journey_is_told_in_traces_metrics_and_logs_and_nothing_that_was_typed()
    {
        var token = World.Token("full");
        var check = await Wizard.PassCheckAsync(World, "Typed name", "DefaultCollection", "full");
        var draft = new Uri(Page.Url).Segments[2].Trim('/');
        await check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.Create.ClickAsync();
        await Page.ArriveAtAsync("done");
        await Page.GetByTestId("done-profile-link").ClickAsync();
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working", new() { Timeout = 30_000 });
        await Page.GetByTestId("profile-start-build").ClickAsync();
        await Expect(Page.GetByTestId("build-row").First).ToHaveAttributeAsync("data-state", "accepted", new() { Timeout = 30_000 });

        await ReceivesAsync("metrics", "connectwizard.checks", "connectwizard.deliveries", "connectwizard.dispatches", "connectwizard.azure_devops.request.duration",
            "connectwizard.queue.age", "aspnetcore.components.circuit.active", "http.server.request.duration", "passed", "accepted", "_apis/git/repositories", "build_requests");
        await ReceivesAsync("traces", "connection check", "build request", "webhook delivery", "GET _apis/connectionData", "/hooks/{hook}");
        await ReceivesAsync("logs", "Build request {Request}, attempt {Attempt}");
        string[] secrets = [.. World.Tokens, token, Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + token)), "spacetech.example", "Typed name", draft];
        foreach (var secret in secrets)
            _received.Count(request => Holds(request.Body, secret)).ShouldBe(0, secret);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _collector.DisposeAsync();
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "Somebody else's product sends elsewhere.");
        _collector = await LoopbackServer.StartAsync(KeepAsync);
        return await StartOwnAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{_collector.Port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        });
    }

    private async Task ReceivesAsync(string signal, params string[] texts)
    {
        foreach (var text in texts)
        {
            for (var attempt = 0; attempt < 200 && !IsReceived(signal, text); attempt++)
                await Task.Delay(100, Cancel);
            IsReceived(signal, text).ShouldBeTrue($"{text} in {signal}; {_received.Count} requests, of {string.Join(", ", _received.Select(request => request.Signal).Distinct(StringComparer.Ordinal))}");
        }
    }

    private bool IsReceived(string signal, string text) => _received.Any(request => request.Signal == signal && Holds(request.Body, text));

    /// <summary>Texts are UTF-8 in Protocol Buffers.</summary>
    private static bool Holds(byte[] body, string text) => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue((context.Request.Path.Value!.Split('/')[^1], body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
