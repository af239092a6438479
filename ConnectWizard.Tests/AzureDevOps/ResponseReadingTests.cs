using System.IO.Compression;
using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ConnectWizard.AzureDevOps.ScriptedServer;

namespace ConnectWizard.AzureDevOps;

/// <summary>How a response is read: encodings, sizes, ends that come too early, times and redirects.</summary>
public sealed class ResponseReadingTests
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const string User = """{"authenticatedUser":{"id":"10000000-0000-0000-0000-000000000001","providerDisplayName":"Größe"}}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task A_compressed_response_is_read(string encoding)
    {
        await using var server = await StartAsync(context => WriteBytesAsync(context, Compress(Encoding.UTF8.GetBytes(User), encoding), encoding));

        (await AskAsync(server)).Value!.AccountName.ShouldBe("Größe");
        server.Requests.ShouldHaveSingleItem().Headers["Accept-Encoding"].ShouldContain("gzip");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_response_that_is_not_compressed_as_it_says_is_a_problem(string encoding)
    {
        await using var server = await StartAsync(context => WriteBytesAsync(context, Encoding.UTF8.GetBytes("this was never compressed by anybody"), encoding));

        (await AskAsync(server)).Problem!.Code.ShouldBe(ProblemCode.NotHttp);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_response_that_grows_when_it_is_unpacked_is_too_large(string encoding)
    {
        var bomb = Compress(new byte[2 * MaxBytes], encoding);
        bomb.Length.ShouldBeLessThan(MaxBytes / 4);
        await using var server = await StartAsync(context => WriteBytesAsync(context, bomb, encoding));

        (await AskAsync(server)).Problem!.Code.ShouldBe(ProblemCode.AnswerTooLarge);
    }

    [Theory]
    [InlineData(MaxBytes, true)]
    [InlineData(MaxBytes + 1, false)]
    public async Task A_response_is_read_up_to_four_megabytes(int bytes, bool isRead)
    {
        await using var server = await StartAsync(User + new string(' ', bytes - Encoding.UTF8.GetByteCount(User)));

        var account = await AskAsync(server);

        account.Succeeded.ShouldBe(isRead);
        if (!isRead)
            (account.Problem!.Code, account.Problem.Arguments["limit"]).ShouldBe((ProblemCode.AnswerTooLarge, "4 MB"));
    }

    [Fact]
    public async Task Headers_that_do_not_end_are_too_large()
    {
        await using var server = await StartAsync(200, User, "application/json", "X-Long: " + new string('x', 100_000));

        (await AskAsync(server)).Problem!.Code.ShouldBe(ProblemCode.AnswerTooLarge);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8; api-version=7.1", null)]
    [InlineData("APPLICATION/JSON", null)]
    [InlineData("application/vnd.example+json", null)]
    [InlineData("text/json", ProblemCode.UnexpectedAnswer)]
    [InlineData("text/html", ProblemCode.SignInPage)]
    [InlineData("application/octet-stream", ProblemCode.UnexpectedAnswer)]
    [InlineData("", ProblemCode.UnexpectedAnswer)]
    public async Task A_response_is_read_by_its_content_type(string contentType, ProblemCode? code)
    {
        await using var server = await StartAsync(200, User, contentType);

        var account = await AskAsync(server);

        (account.Succeeded, account.Problem?.Code).ShouldBe((code is null, code));
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_json()
    {
        await using var server = await StartAsync("\uFEFF" + User);

        (await AskAsync(server)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_is_cut_is_a_reset(bool afterHeaders)
    {
        await using var server = await StartAsync(async context =>
        {
            if (afterHeaders)
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync(User, Ct);
                await context.Response.Body.FlushAsync(Ct);
            }

            context.Abort();
        });

        var problem = (await AskAsync(server)).Problem!;

        problem.Code.ShouldBe(ProblemCode.ConnectionReset);
        (problem.Arguments["host"], problem.Arguments["collection"]).ShouldBe(("tfs.example", "Flight Systems"));
        problem.Evidence[0].ShouldBe(new Evidence("Request", "GET /tfs/Flight%20Systems/_apis/connectionData"));
    }

    [Fact]
    public async Task A_listing_that_is_cut_ends_with_what_came_and_a_problem()
    {
        var isTaken = new TaskCompletionSource();
        await using var server = await StartAsync(async context =>
        {
            await WriteAsync(context, """{"value":[{"id":"10000000-0000-0000-0000-000000000001","name":"r"},""");
            await context.Response.Body.FlushAsync(Ct);
            await isTaken.Task.WaitAsync(Ct);
            context.Abort();
        });
        var found = new List<Result<Repository>>();

        await foreach (var repository in server.Get<IRepositoryGateway>().ListRepositoriesAsync(Target, Token, Ct))
        {
            found.Add(repository);
            isTaken.TrySetResult();
        }

        found.Select(one => one.Problem?.Code).ShouldBe([null, ProblemCode.ConnectionReset]);
        found[0].Value!.Name.ShouldBe("r");
    }

    /// <summary>Timers run six times as fast: nine seconds are one and a half.</summary>
    [Fact]
    public async Task A_body_that_never_ends_is_left_in_time()
    {
        await using var server = await StartAsync(
            async context =>
            {
                await WriteAsync(context, "{");
                await context.Response.Body.FlushAsync(Ct);
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            },
            services => services.AddSingleton<TimeProvider>(new HurriedTime()));

        var problem = (await AskAsync(server)).Problem!;

        (problem.Code, problem.Arguments["seconds"]).ShouldBe((ProblemCode.TimedOut, "9"));
        problem.Evidence.ShouldContain(new Evidence("Waited", "9 s"));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_never_followed_even_to_the_server_itself(int status)
    {
        await using var server = await StartAsync(status, "", "", "Location: /tfs/Flight%20Systems/_apis/other?secret=1");

        var problem = (await AskAsync(server)).Problem!;

        problem.Code.ShouldBe(ProblemCode.Redirected);
        problem.Evidence.ShouldContain(new Evidence("Location", "http://tfs.example/tfs/Flight%20Systems/_apis/other"));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cookie_is_not_sent_back()
    {
        await using var server = await StartAsync(200, User, "application/json", "Set-Cookie: session=1; Path=/");

        await AskAsync(server);
        await AskAsync(server);

        server.Requests.Count.ShouldBe(2);
        server.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Cookie"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_request_that_is_refused_is_not_repeated(int kind)
    {
        var (status, headers) = new[] { (401, "WWW-Authenticate: Basic realm=\"http://tfs.example/tfs\"\nX-TFS-ServiceError: TF400813"), (503, "Retry-After: 0"), (500, "") }[kind];
        await using var server = await StartAsync(status, "", "", headers);

        (await AskAsync(server)).Succeeded.ShouldBeFalse();
        server.Requests.Count.ShouldBe(1);
    }

    private static Task<Result<AuthenticatedUser>> AskAsync(ScriptedServer server) => server.Get<IAzureDevOpsGateway>().GetConnectionDataAsync(Target, Token, Ct);

    private static async Task WriteBytesAsync(HttpContext context, byte[] body, string encoding)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = encoding;
        await context.Response.Body.WriteAsync(body, Ct);
    }

    private static byte[] Compress(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => packed,
        })
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }
}
