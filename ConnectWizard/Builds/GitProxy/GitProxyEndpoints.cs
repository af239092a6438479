using System.Globalization;
using System.Threading.RateLimiting;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Startup;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>A read-only Git proxy over smart HTTP (gitprotocol-http), so that the build system never holds the connection's credential.</summary>
public static class GitProxyEndpoints
{
    public const string Prefix = "/git";

    /// <summary>What a client sends for a repository of a hundred thousand refs.</summary>
    private const long MaxNegotiationBytes = 16 * 1024 * 1024;

    /// <summary>What a reader has to take in <see cref="GitPlaces.SlowReaderTimeout"/>. Kestrel's own minimum rate credits it with all that it took before.</summary>
    private const int PartSize = 64 * 1024;

    private const string UploadPack = "git-upload-pack";
    private const string RetryAfterSeconds = "10";

    public static void MapGitProxy(this IEndpointRouteBuilder endpoints)
    {
        var git = endpoints.MapGroup(Prefix + "/{request}").DisableAntiforgery();
        git.MapGet("/info/refs", (HttpContext context, string request, string? service) => service == UploadPack
            ? FetchAsync(context, request, isNegotiation: false)
            : RefuseAsync(context, StatusCodes.Status403Forbidden, "This address is for fetching with smart HTTP alone. Pushes go to Azure DevOps."));
        git.MapPost("/" + UploadPack, (HttpContext context, string request) => FetchAsync(context, request, isNegotiation: true));
        git.MapPost("/git-receive-pack", (HttpContext context) =>
            RefuseAsync(context, StatusCodes.Status403Forbidden, "This address is for fetching alone. Pushes go to Azure DevOps."));
        git.MapFallback((HttpContext context) => RefuseAsync(context, StatusCodes.Status404NotFound, "There is nothing here but git-upload-pack."));
    }

    private static async Task FetchAsync(HttpContext context, string id, bool isNegotiation)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxNegotiationBytes;
        var access = context.RequestServices.GetRequiredService<GitAccess>();
        if (await access.FindAsync(id, context.Request.Headers.Authorization, context.RequestAborted) is not { } request)
        {
            BuildsLog.GitRefused(context.RequestServices.GetRequiredService<LimitedLogger<GitAccess>>(), Guid.TryParse(id, out var guid) ? guid.ToString() : "?", "no good token");
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"ConnectWizard\", charset=\"UTF-8\"";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The token is not of this build request, or its hour is over.");
            return;
        }

        using var stream = context.RequestServices.GetRequiredService<GitStreams>().TryOpen(request.Id, context.RequestAborted);
        if (stream is null)
        {
            BuildsLog.GitRefused(LoggerOf(context), request.Id.ToString(), "too many streams");
            context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds;
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "As many fetches of this build request as may be are under way.");
            return;
        }

        await ServeAsync(context, request, isNegotiation, stream.Token);
    }

    private static async Task ServeAsync(HttpContext context, BuildRequest request, bool isNegotiation, CancellationToken cancellationToken)
    {
        var (source, places) = (context.RequestServices.GetRequiredService<GitSource>(), context.RequestServices.GetRequiredService<GitPlaces>());
        if (await source.FindProfileAsync(request, cancellationToken) is not { } profile)
        {
            await RefuseAsync(context, request, new Problem(ProblemCode.CredentialNeeded));
            return;
        }

        using var place = await places.EnterAsync(profile.Connection, cancellationToken);
        if (place is null)
        {
            BuildsLog.GitRefused(LoggerOf(context), request.Id.ToString(), "no free place");
            context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds;
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "As many fetches as may be are under way. Try again in a few seconds.");
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(place.Ended, cancellationToken);
        await FetchAsync(context, request, profile, isNegotiation, either.Token);
    }

    private static async Task FetchAsync(HttpContext context, BuildRequest request, BuildProfile profile, bool isNegotiation, CancellationToken cancellationToken)
    {
        var source = context.RequestServices.GetRequiredService<GitSource>();
        var response = await source.SendAsync(profile, forwarded => Complete(forwarded, context.Request, isNegotiation), cancellationToken);
        if (response.Succeeded)
            await StreamAsync(context, request, response.Value, cancellationToken);
        else
            await RefuseAsync(context, request, response.Problem);
    }

    private static GitRequest Complete(GitRequest forwarded, HttpRequest request, bool isNegotiation) => forwarded with
    {
        Protocol = ProtocolOf(request),
        Body = isNegotiation ? request.Body : null,
        Encoding = request.Headers.ContentEncoding == "gzip" ? "gzip" : null,
    };

    // "version=2", with other keys after colons; anything else is not handed on.
    private static string? ProtocolOf(HttpRequest request) =>
        request.Headers["Git-Protocol"].ToString() is { Length: > 0 and <= 64 } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '=' or ':' or '-')
            ? text
            : null;

    private static async Task StreamAsync(HttpContext context, BuildRequest request, GitResponse response, CancellationToken cancellationToken)
    {
        await using var _ = response;
        var (places, time) = (context.RequestServices.GetRequiredService<GitPlaces>(), context.RequestServices.GetRequiredService<TimeProvider>());
        context.Response.ContentType = response.ContentType;
        context.Response.Headers.CacheControl = "no-cache, max-age=0, must-revalidate";
        try
        {
            var buffer = new byte[PartSize];
            while (await response.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                using var limit = new Deadline(places.SlowReaderTimeout, time, cancellationToken);
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), limit.Token);
            }
        }
        catch (Exception e) when (e is IOException || e is OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            // Half a pack must not look like a whole one.
            BuildsLog.GitInterrupted(LoggerOf(context), request.Id, e);
            context.Abort();
        }
    }

    private static Task RefuseAsync(HttpContext context, BuildRequest request, Problem problem)
    {
        BuildsLog.GitFailed(LoggerOf(context), request.Id, problem.Code);
        if (problem.RetryAfter is { } wait)
            context.Response.Headers[HeaderNames.RetryAfter] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return RefuseAsync(context, StatusOf(problem), ProblemText.For(problem).What);
    }

    private static int StatusOf(Problem problem) => problem switch
    {
        { RetryAfter: not null } => StatusCodes.Status503ServiceUnavailable,
        { Code: ProblemCode.RepositoryUnknown } => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status502BadGateway,
    };

    /// <summary>Git shows the text of a refusal when it is plain.</summary>
    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }

    private static ILogger LoggerOf(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<GitAccess>>();
}

/// <summary>Bounds the streams of one build request: a clone is one stream after the other.</summary>
internal sealed class GitStreams(TimeProvider time) : IDisposable
{
    /// <summary>For each request, on a node.</summary>
    public const int MaxConcurrency = 2;

    /// <summary>250 GB, the most that Azure DevOps keeps in a repository, at 20 MB/s, doubled.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromHours(7);

    private readonly PartitionedRateLimiter<BuildRequestId> _limiter = PartitionedRateLimiter.Create<BuildRequestId, BuildRequestId>(id =>
        RateLimitPartition.GetConcurrencyLimiter(id, _ => new ConcurrencyLimiterOptions { PermitLimit = MaxConcurrency, QueueLimit = 0 }));

    public Stream? TryOpen(BuildRequestId request, CancellationToken cancellationToken)
    {
        var lease = _limiter.AttemptAcquire(request);
        if (lease.IsAcquired)
            return new Stream(lease, new CancellationTokenSource(MaxDelay, time), cancellationToken);
        lease.Dispose();
        return null;
    }

    public void Dispose() => _limiter.Dispose();

    internal sealed class Stream(RateLimitLease lease, CancellationTokenSource limit, CancellationToken cancellationToken) : IDisposable
    {
        private readonly CancellationTokenSource _any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);

        /// <summary>Canceled when the client leaves, and after <see cref="MaxDelay"/>.</summary>
        public CancellationToken Token => _any.Token;

        public void Dispose()
        {
            _any.Dispose();
            limit.Dispose();
            lease.Dispose();
        }
    }
}
