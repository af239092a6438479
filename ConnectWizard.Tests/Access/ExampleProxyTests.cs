using System.Collections.Concurrent;
using System.Net;
using ConnectWizard.Browser;
using ConnectWizard.Browser.Pages;
using ConnectWizard.ServiceHooks.Receiving;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ConnectWizard.Access;

/// <summary>The examples for reverse proxies in docs/operations.md: a person walks through one listener, Azure DevOps comes through the other.</summary>
[Trait("Kind", "Deep")]
public abstract class ExampleProxyTests(BrowserFixture fixture, string language) : BrowserTest(fixture)
{
    private readonly ExampleProxy _proxy = new();
    private ReceivingApp _app = null!;

    private protected override bool HasWorld => false;

    [Fact]
    public async Task A_person_has_a_circuit_over_a_WebSocket()
    {
        var sockets = new ConcurrentQueue<string>();
        var page = await OpenAsync(new BrowserNewContextOptions { IgnoreHTTPSErrors = true });
        page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);

        await new WizardModel(page).StartServerAsync();

        new Uri(page.Url).Authority.ShouldBe(Url.Authority);
        sockets.ShouldContain(socket => socket.StartsWith($"wss://{Url.Authority}/_blazor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_is_heard_and_each_listener_refuses_what_belongs_to_the_other()
    {
        using var client = _proxy.CreateClient();
        using var delivery = _app.Request(ReceivingApp.Json(Payloads.Push(_app.Hook)));
        delivery.RequestUri = new Uri(_proxy.At("hooks.example.com"), delivery.RequestUri!);

        (await client.SendAsync(delivery, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (var path in (string[])["/", "/connect", "/_blazor/negotiate", "/check"])
            (await client.GetAsync(new Uri(_proxy.At("hooks.example.com"), path), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        foreach (var path in (string[])["/hooks/x", "/webhooks/ask/x", "/git/x"])
            (await client.GetAsync(new Uri(Url, path), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            _proxy.Dispose();
            await _app.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    private protected override async Task<Uri> StartAsync()
    {
        _app = await ReceivingApp.StartAsync(Cancel, settings:
        [
            ("Listen:People", $"http://127.0.0.1:{_proxy.People}"), ("Listen:Public", $"http://127.0.0.1:{_proxy.Public}"),
            ("PeopleUrl", _proxy.At("wizard.example.com").AbsoluteUri), ("PublicUrl", _proxy.At("hooks.example.com").AbsoluteUri),
        ]);
        await _proxy.StartAsync(language, Cancel);
        return _proxy.At("wizard.example.com");
    }
}

public sealed class NginxExampleTests(BrowserFixture fixture) : ExampleProxyTests(fixture, "nginx");

public sealed class CaddyExampleTests(BrowserFixture fixture) : ExampleProxyTests(fixture, "caddy");
