using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConnectWizard.Builds;
using ConnectWizard.Polling;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Deliveries that must change nothing, each by its answer: nothing is stored, nothing built, and no secret is in the log.</summary>
public sealed class HostileDeliveryTests(ReceivingAppFixture fixture) : IClassFixture<ReceivingAppFixture>, IAsyncLifetime
{
    private readonly ReceivingApp _app = fixture.App;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With the right secret: what each is, and its answer.</summary>
    public static TheoryData<string, HttpStatusCode> Cases => new()
    {
        { "no JSON", HttpStatusCode.BadRequest },
        { "a form", HttpStatusCode.BadRequest },
        { "deep JSON", HttpStatusCode.BadRequest },
        { "an array", HttpStatusCode.BadRequest },
        { "nothing", HttpStatusCode.BadRequest },
        { "no event id", HttpStatusCode.BadRequest },
        { "broken UTF-8", HttpStatusCode.BadRequest },
        { "another subscription", HttpStatusCode.OK },
        { "another repository", HttpStatusCode.OK },
        { "another kind", HttpStatusCode.OK },
        { "an old event", HttpStatusCode.OK },
        { "a ref that is none", HttpStatusCode.OK },
        { "a commit that is none", HttpStatusCode.OK },
        { "5 MB", HttpStatusCode.RequestEntityTooLarge },
    };

    public async ValueTask InitializeAsync() => await _app.BeginAsync(Ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_not_for_this_hook_changes_nothing(string name, HttpStatusCode status)
    {
        using var request = _app.Request(ContentOf(name));
        using var answer = await SendHeadersFirstAsync(request);

        answer.StatusCode.ShouldBe(status);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_body_without_an_end_is_cut_off()
    {
        using var request = _app.Request(new EndlessContent());
        request.Headers.TransferEncodingChunked = true;
        var refused = _app.Logs.Next($"A delivery for hook {_app.Hook.Id} was not kept: 413");

        // Whether the sender reads the answer before it finds the connection closed is up to its luck.
        var thrown = await Record.ExceptionAsync(() => _app.Client.SendAsync(request, Ct));

        (thrown is null or HttpRequestException).ShouldBeTrue();
        await refused.WaitAsync(Ct);
        await NothingHappenedAsync();
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("none")]
    [InlineData("bearer")]
    [InlineData("garbage")]
    public async Task Without_the_secret_nothing_is_even_read(string how)
    {
        using var request = _app.Request(ContentOf("5 MB"), HookSecret.New());
        request.Headers.Authorization = how switch
        {
            "wrong" => request.Headers.Authorization,
            "none" => null,
            "bearer" => new AuthenticationHeaderValue("Bearer", _app.Secret.Reveal()),
            _ => new AuthenticationHeaderValue("Basic", "%%%"),
        };

        using var answer = await SendHeadersFirstAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _app.Logs.Lines.ShouldContain(line => line.Contains($"A delivery for hook {_app.Hook.Id} was refused", StringComparison.Ordinal));
        await NothingHappenedAsync();
        (await _app.Get<IHookStore>().FindAsync(_app.Hook.Id, Ct))!.MismatchAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("nobody")]
    [InlineData("01234567-89ab-7def-8123-456789abcdef")]
    public async Task A_hook_that_there_is_not_is_told_to_stop(string id)
    {
        using var request = _app.Request(ReceivingApp.Json(Payloads.Push(_app.Hook)));
        request.RequestUri = new Uri($"/hooks/{id}", UriKind.Relative);

        using var answer = await _app.Client.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Posts_to_hooks_that_do_not_exist_do_not_fill_the_log()
    {
        await using var app = await ReceivingApp.StartAsync(Ct);

        using var answer = await app.Client.PostAsync($"/hooks/{Guid.NewGuid()}", ContentOf("no JSON"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        app.Logs.Lines.ShouldNotContain(line => line.Contains("delivery", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_is_not_kept_has_the_refs_polled_instead()
    {
        var schedule = _app.Get<PollSchedule>();
        schedule.SelectDue([]);
        schedule.IsRequested(_app.Profile.Connection).ShouldBeFalse();

        using var answer = await _app.Client.SendAsync(_app.Request(ContentOf("another kind")), Ct);

        schedule.IsRequested(_app.Profile.Connection).ShouldBeTrue();
    }

    /// <summary>Sends the body only when the receiver asks for it, however busy the machine is: one that is refused unread is closed in the middle of the body.</summary>
    private async Task<HttpResponseMessage> SendHeadersFirstAsync(HttpRequestMessage request)
    {
        request.Headers.ExpectContinue = true;
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = _app.Client.BaseAddress };
        return await client.SendAsync(request, Ct);
    }

    private async Task NothingHappenedAsync()
    {
        (await _app.ProcessAsync(Ct)).ShouldBeEmpty();
        (await _app.Get<IBuilds>().ListEventsAsync(Samples.Actor, _app.Profile.Id, 10, Ct)).ShouldBeEmpty();
        _app.Logs.Lines.ShouldNotContain(line => line.Contains(_app.Secret.Reveal(), StringComparison.Ordinal));
    }

    private ByteArrayContent ContentOf(string name) => name switch
    {
        "no JSON" => new StringContent("<xml/>", Encoding.UTF8, "application/json"),
        "a form" => new FormUrlEncodedContent([KeyValuePair.Create("id", "1")]),
        "deep JSON" => new StringContent(new string('[', 100_000), Encoding.UTF8, "application/json"),
        "an array" => new StringContent("[]", Encoding.UTF8, "application/json"),
        "nothing" => new ByteArrayContent([]),
        "broken UTF-8" => new ByteArrayContent([.. "{\"id\":\"01234567-89ab-7def-8123-456789abcdef\",\"eventType\":\""u8, 0xC3, 0x28, .. "\"}"u8]),
        "5 MB" => new ByteArrayContent(new byte[5 * 1024 * 1024]),
        _ => ReceivingApp.Json(Changed(name, Payloads.Push(_app.Hook))),
    };

    private static JsonObject Changed(string name, JsonObject push)
    {
        switch (name)
        {
            case "no event id":
                push.Remove("id");
                break;
            case "another subscription":
                push["subscriptionId"] = Guid.NewGuid();
                break;
            case "another repository":
                push["resource"]!["repository"]!["id"] = Guid.NewGuid();
                break;
            case "another kind":
                push["eventType"] = "build.complete";
                break;
            case "an old event":
                push["createdDate"] = DateTimeOffset.UtcNow.AddDays(-8);
                break;
            case "a ref that is none":
                push["resource"]!["refUpdates"]![0]!["name"] = "refs/heads/--upload-pack=$(reboot) x";
                break;
            case "a commit that is none":
                push["resource"]!["refUpdates"]![0]!["newObjectId"] = "$(reboot)";
                break;
        }

        return push;
    }

    /// <summary>Goes on until the other side has had enough.</summary>
    private sealed class EndlessContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            var part = new byte[64 * 1024];
            try
            {
                for (var written = 0L; written < 1L << 30; written += part.Length)
                    await stream.WriteAsync(part, cancellationToken);
            }
            catch (IOException)
            {
                // The receiver has answered and closed.
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
