using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>A server whose packs never end, behind a proxy of two places.</summary>
public sealed class GitProxyLoadTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;
    private RunningApp _app = null!;
    private volatile bool _isFast;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        var port = _server.Port.ToString(CultureInfo.InvariantCulture);
        _app = await RunningApp.StartAsync(
            Ct,
            [("Builds:MaxFetches", "2"), ("Network:ConnectTo:0", $"tfs.example:80:127.0.0.1:{port}"), ("Network:ConnectTo:1", $"other.example:80:127.0.0.1:{port}")],
            builder => builder.Services.AddSingleton(services => new GitPlaces(services.GetRequiredService<IOptions<BuildsOptions>>(), TimeProvider.System)
            {
                WaitTimeout = TimeSpan.FromSeconds(1),
                SlowReaderTimeout = TimeSpan.FromSeconds(2),
            }));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_connection_that_uses_its_places_keeps_none_from_another_and_is_told_when_to_come_again()
    {
        var (slow, again, other) = (await RequestAsync("tfs.example"), await RequestAsync("tfs.example"), await RequestAsync("other.example"));

        using var first = await FetchAsync(slow);
        using var refused = await FetchAsync(again);
        using var second = await FetchAsync(other);

        (first.StatusCode, refused.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK));
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        first.Dispose();
        await UntilAsync(async () => (await FetchAsync(again)).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_reader_that_reads_nothing_loses_its_place()
    {
        _isFast = true;
        var (slow, next) = (await RequestAsync("tfs.example"), await RequestAsync("tfs.example"));
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(_app.Client.BaseAddress!.Host, _app.Client.BaseAddress.Port, Ct);
        var request = $"GET /git/{slow.Id}/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: {_app.Client.BaseAddress.Authority}\r\nAuthorization: Bearer {slow.Token}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Ct);
        await client.GetStream().ReadExactlyAsync(new byte[16], Ct);

        await UntilAsync(async () => (await FetchAsync(next)).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fetch_of_a_connection_that_is_deleted_ends()
    {
        var slow = await RequestAsync("tfs.example");
        using var fetch = await FetchAsync(slow);
        var reading = (await fetch.Content.ReadAsStreamAsync(Ct)).CopyToAsync(Stream.Null, Ct);

        await _app.Services.GetRequiredService<IHookRemoval>().DeleteConnectionAsync(Samples.Actor, slow.Connection, Ct);

        (await Should.ThrowAsync<Exception>(() => reading.WaitAsync(TimeSpan.FromSeconds(30), Ct))).ShouldNotBeOfType<TimeoutException>();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.Request.Path.Value!.EndsWith("/info/refs", StringComparison.Ordinal))
        {
            await ScriptedServer.WriteAsync(context, $$$"""{"id":"{{{context.Request.Path.Value.Split('/')[^1]}}}","name":"r","project":{"id":"{{{Guid.NewGuid()}}}","name":"p"},"value":[]}""");
            return;
        }

        context.Response.ContentType = "application/x-git-upload-pack-advertisement";
        var (part, pause) = _isFast ? (new byte[256 * 1024], 0) : (new byte[16], 50);
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(pause, context.RequestAborted);
        }
    }

    private async Task<FetchFixture> RequestAsync(string host)
    {
        var services = _app.Services;
        var target = new ServerTarget(new ServerAddress("http", host, 80, ""), "DefaultCollection");
        var profile = await services.StoreProfileAsync(target, ScriptedServer.Token, Samples.Profile() with { TriggerSource = TriggerSource.None }, Ct);
        var request = (await services.GetRequiredService<IBuildStore>().AddAsync(Samples.Build(profile, $"push:{Guid.NewGuid()}", DateTimeOffset.UtcNow), Ct))!;
        var token = GitToken.New(DateTimeOffset.UtcNow);
        await services.GetRequiredService<IGitTokenStore>().AddAsync(request.Id, GitToken.HashOf(token.Value.Reveal()), token.ExpiresAt, Ct);
        return new FetchFixture(request.Id, profile.Connection, token.Value.Reveal());
    }

    private async Task<HttpResponseMessage> FetchAsync(FetchFixture fetch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/git/{fetch.Id}/info/refs?service=git-upload-pack");
        request.Headers.Authorization = new("Bearer", fetch.Token);
        return await _app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
            await Task.Delay(200, limit.Token);
    }

    private sealed record FetchFixture(BuildRequestId Id, ConnectionId Connection, string Token);
}
