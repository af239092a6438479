using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConnectWizard.Network.Hostile;

/// <summary>Sixteen servers that mean ill, each in its way. They know single repositories, so that readers come to what follows.</summary>
internal static class HostileServers
{
    private const int Times = 400;
    private const string Id = "11111111-2222-3333-4444-555555555555";
    private const string Head = """{"value":[""";

    private static readonly string Repository =
        $$$"""{"id":"{{{Id}}}","name":"r","project":{"id":"66666666-7777-8888-9999-000000000000","name":"p","state":"wellFormed"},"defaultBranch":"refs/heads/main","remoteUrl":"http://x.example/p/_git/r","webUrl":"http://x.example"}""";

    /// <summary>What each answers to everything but a single repository.</summary>
    public static IReadOnlyList<(string Name, RequestDelegate Answer)> All { get; } =
    [
        ("endless repositories", context => RepeatAsync(context, Head, Many(_ => Repository + ","))),
        ("endless projects", context => RepeatAsync(context, Head, Many(number => $$"""{"id":"{{Guid.NewGuid()}}","name":"p{{number}}","state":"wellFormed"},"""))),
        ("endless name", context => RepeatAsync(context, Head + """{"name":" """, new string('n', 10_000))),
        ("endless nesting", context => RepeatAsync(context, "", new string('[', 10_000))),
        ("endless blanks", context => RepeatAsync(context, "", new string(' ', 10_000))),
        ("endless error", context => RepeatAsync(context, "", new string('e', 10_000), status: 500)),
        ("endless pages", context => PageAsync(context, Head + Many(_ => Repository + ",") + Repository + "]}")),
        ("drips", DripAsync),
        ("silent", context => Task.Delay(Timeout.Infinite, context.RequestAborted)),
        ("bomb of blanks", context => BombAsync(context, "", new string(' ', 1_000_000))),
        ("bomb of repositories", context => BombAsync(context, Head, Many(_ => Repository + ","))),
        ("a million refs", context => BombAsync(context, Head, Many(number => $$"""{"name":"refs/heads/{{new string('b', 200)}}{{number}}","objectId":"{{new string('a', 40)}}"},"""))),
        ("names that grow", context => BombAsync(context, Head, Many(_ => Repository.Replace("\"r\"", $"\"{new string('\uFDFA', 250)}{Guid.NewGuid()}\"", StringComparison.Ordinal)
            .Replace(Id, Guid.NewGuid().ToString(), StringComparison.Ordinal) + ","))),
        ("redirects", RedirectAsync),
        ("resets", ResetAsync),
        ("headers", HeadersAsync),
    ];

    /// <summary>Some hundred entries, made once for each request.</summary>
    private static string Many(Func<int, string> entry) => string.Concat(Enumerable.Range(0, Times).Select(entry));

    public static async Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        context.Response.Headers["ActivityId"] = Id;
        context.Response.ContentType = "application/json";
        try
        {
            if (context.Request.Path.Value!.EndsWith(Id, StringComparison.OrdinalIgnoreCase))
                await context.Response.WriteAsync(Repository, context.RequestAborted);
            else
                await answer(context);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The reader has left.
        }
    }

    private static async Task RepeatAsync(HttpContext context, string head, string part, int status = 200)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(head, context.RequestAborted);
        var bytes = Encoding.UTF8.GetBytes(part);
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static Task PageAsync(HttpContext context, string page)
    {
        context.Response.Headers["x-ms-continuationtoken"] = Guid.NewGuid().ToString();
        return context.Response.WriteAsync(page, context.RequestAborted);
    }

    /// <summary>A megabyte is a kilobyte on the wire; members of gzip follow one another without end.</summary>
    private static async Task BombAsync(HttpContext context, string head, string part)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.Body.WriteAsync(Zip(head + part), context.RequestAborted);
        var member = Zip(part);
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.Body.WriteAsync(member, context.RequestAborted);
    }

    private static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var stream = new GZipStream(zipped, CompressionLevel.SmallestSize))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return zipped.ToArray();
    }

    private static async Task DripAsync(HttpContext context)
    {
        await context.Response.WriteAsync(Head, context.RequestAborted);
        while (true)
        {
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(50, context.RequestAborted);
        }
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = $"http://{context.Request.Host}/{Guid.NewGuid()}";
        return Task.CompletedTask;
    }

    private static async Task ResetAsync(HttpContext context)
    {
        await context.Response.WriteAsync(Head + Repository, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static Task HeadersAsync(HttpContext context)
    {
        for (var number = 0; number < 2_000; number++)
            context.Response.Headers[$"X-{number}"] = new string('h', 4_000);
        return context.Response.WriteAsync("{}", context.RequestAborted);
    }
}
