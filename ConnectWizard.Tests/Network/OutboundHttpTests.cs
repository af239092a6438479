using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class OutboundHttpTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_host_header_stays_the_original_when_ConnectTo_leads_elsewhere()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("ok", Ct));
        await using var services = NetworkUnderTest.Build(null, To("azure.example", 80, server));

        using var response = await SendAsync(services, "http://azure.example/");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Hosts.ShouldBe(["azure.example"]);
    }

    [Fact]
    public async Task Redirects_and_cookies_are_left_alone()
    {
        var cookies = new List<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            cookies.Add(context.Request.Headers.Cookie.ToString());
            context.Response.Headers.SetCookie = "session=1";
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await using var services = NetworkUnderTest.Build(null, To("azure.example", 80, server));

        (await SendAsync(services, "http://azure.example/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await SendAsync(services, "http://azure.example/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        cookies.ShouldBe(["", ""]);
    }

    [Fact]
    public async Task A_forbidden_address_is_a_failure_with_the_entry_that_would_permit_it()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("secret", Ct));
        await using var services = NetworkUnderTest.Build(null);

        var failure = await FailureAsync(() => SendAsync(services, $"http://127.0.0.1:{server.Port}/"));

        failure.Kind.ShouldBe(NetworkFailureKind.NotAllowed);
        failure.Refusals.ShouldHaveSingleItem().PermittedBy.ShouldStartWith("127.0.0.1/32:");
        server.Hosts.ShouldBeEmpty();
    }

    [Fact]
    public async Task At_most_three_requests_are_under_way_to_a_host()
    {
        var (now, most, third) = (0, 0, new TaskCompletionSource());
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            if (now == 3)
                third.TrySetResult();
            await third.Task.WaitAsync(context.RequestAborted);
            Interlocked.Decrement(ref now);
        });
        await using var services = NetworkUnderTest.Build(null, To("azure.example", 80, server));

        var answers = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => SendAsync(services, "http://azure.example/")));

        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode);
        most.ShouldBe(3);
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_huge_one_is_cut_off()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            var zeros = new byte[64 * 1024];
            for (var written = 0; written < 64 && !context.RequestAborted.IsCancellationRequested; written++)
                await packed.WriteAsync(zeros, context.RequestAborted);
        });
        await using var services = NetworkUnderTest.Build(null, To("azure.example", 80, server));
        using var response = await SendAsync(services, "http://azure.example/");
        await using var body = await services.GetRequiredService<OutboundHttp>().OpenBodyAsync(response, new ReadLimits(1024 * 1024, Long), Ct);

        (await FailureAsync(() => body.CopyToAsync(Stream.Null, Ct))).Kind.ShouldBe(NetworkFailureKind.TooLarge);
    }

    [Fact]
    public async Task Something_that_speaks_no_http_is_told_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(Ct);
            await client.GetStream().WriteAsync("SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray(), Ct);
            _ = await client.GetStream().ReadAtLeastAsync(new byte[1024], 1, throwOnEndOfStream: false, Ct);
        }, Ct);
        await using var services = NetworkUnderTest.Build(null, ("Network:AllowedNetworks:0", "127.0.0.1"));

        var failure = await FailureAsync(() => SendAsync(services, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

        failure.Kind.ShouldBe(NetworkFailureKind.NotHttp);
        await talk;
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_the_connecting_that_was_begun()
    {
        var resolving = new TaskCompletionSource();
        var resolver = new WaitingResolver(resolving);
        await using var services = NetworkUnderTest.Build(resolver);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://azure.example/");
        var sending = services.GetRequiredService<OutboundHttp>().SendAsync(request, Long, leave.Token);

        await resolving.Task.WaitAsync(Ct);
        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        await resolver.Ended.WaitAsync(TimeSpan.FromSeconds(4), Ct);
    }

    private static (string Key, string Value) To(string host, int port, LoopbackServer server) =>
        ("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"{host}:{port}:127.0.0.1:{server.Port}"));

    private static async Task<HttpResponseMessage> SendAsync(IServiceProvider services, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await services.GetRequiredService<OutboundHttp>().SendAsync(request, Long, Ct);
    }

    private static async Task<NetworkFailure> FailureAsync(Func<Task> act) => (await Should.ThrowAsync<NetworkException>(act)).Failure;

    private sealed class WaitingResolver(TaskCompletionSource asked) : INameResolver
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            asked.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return [];
            }
            finally
            {
                _ended.TrySetResult();
            }
        }
    }
}
