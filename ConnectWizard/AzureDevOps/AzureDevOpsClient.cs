using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.AzureDevOps;

/// <summary>Sends single requests and never repeats one: a wrong token must not count twice against a lock-out.</summary>
internal sealed class AzureDevOpsClient(
    OutboundHttp http,
    [FromKeyedServices(OutboundHttp.Configured)] OutboundHttp configuredHttp,
    IOptions<AzureDevOpsOptions> options,
    OutboundTimeouts timeouts,
    TimeProvider time,
    ILogger<AzureDevOpsClient> logger)
{
    internal const long MaxResponseBytes = 4 * 1024 * 1024;

    private const int PartBytes = 64 * 1024;

    /// <summary>For the first byte: a server with many repositories answers late.</summary>
    private static readonly TimeSpan ListingTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan ListingIdleTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Longer than a server that is slow, and not broken, takes for the most that is read.</summary>
    private static readonly TimeSpan ListingTotalTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Of all pages together.</summary>
    internal const long MaxListingBytes = 64 * 1024 * 1024;

    /// <summary>About 300,000 repositories.</summary>
    internal const long MaxRepositoryBytes = 256 * 1024 * 1024;

    /// <summary>Any HTTP response, read to its end; a problem only where there was none.</summary>
    public async Task<Result<ApiResponse>> SendAsync(AzureDevOpsRequest request, CancellationToken cancellationToken)
    {
        using var limit = new Deadline(timeouts.Response, time, cancellationToken);
        try
        {
            using var message = request.ToMessage();
            using var response = await SendAsync(message, request, timeouts.Response, limit.Token);
            return await ReadAsync(response, request, limit.Token);
        }
        catch (NetworkException failed)
        {
            return Failed(failed.Failure, request);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            var (host, port) = (request.Address.IdnHost, request.Address.Port);
            return Failed(new NetworkFailure(NetworkFailureKind.TimedOut, host, port) { Limit = timeouts.Response }, request);
        }
    }

    public async Task<Result<T>> GetAsync<T>(AzureDevOpsRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        (await SendAsync(request, cancellationToken)).Then(response => Read(response, request, type));

    public static Result<T> Read<T>(ApiResponse response, AzureDevOpsRequest request, JsonTypeInfo<T> type)
    {
        if (ApiProblemMapper.Find(response, request) is { } problem)
            return problem;
        try
        {
            return JsonSerializer.Deserialize(response.Body.Span, type) is { } value
                ? value
                : ApiProblemMapper.Of(ProblemCode.BrokenAnswer, response, request);
        }
        catch (JsonException exception)
        {
            return ApiProblemMapper.Of(ProblemCode.BrokenAnswer, response, request).WithEvidence(DetailOf(exception));
        }
    }

    /// <summary>A listing that is read while it arrives, however long that takes. The caller disposes of it, which closes the connection.</summary>
    public Task<Result<JsonListing<T>>> OpenAsync<T>(AzureDevOpsRequest request, JsonTypeInfo<T> type, long maxBytes, CancellationToken cancellationToken) =>
        OpenAsync(request, type, ListingTimeout, new ReadLimits(maxBytes, ListingIdleTimeout) { Timeout = ListingTotalTimeout }, cancellationToken);

    /// <summary>As <see cref="OpenAsync{T}(AzureDevOpsRequest, JsonTypeInfo{T}, long, CancellationToken)"/>, with the limits of a single response: a page.</summary>
    public Task<Result<JsonListing<T>>> OpenPageAsync<T>(AzureDevOpsRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var limits = new ReadLimits(MaxResponseBytes, timeouts.Response) { Timeout = timeouts.Response, Budget = request.Budget };
        return OpenAsync(request, type, timeouts.Response, limits, cancellationToken);
    }

    /// <summary>The next elements of a listing; null at its end.</summary>
    public static async Task<Result<IReadOnlyList<T>>?> ReadAsync<T>(JsonListing<T> listing, AzureDevOpsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await listing.ReadAsync(cancellationToken) is { } elements ? Result<IReadOnlyList<T>>.FromValue(elements) : null;
        }
        catch (JsonException exception)
        {
            return ApiProblemMapper.About(ProblemCode.BrokenAnswer, request).WithEvidence(DetailOf(exception));
        }
        catch (NetworkException failed)
        {
            return Failed(failed.Failure, request);
        }
    }

    public static Problem Failed(NetworkFailure failure, AzureDevOpsRequest request)
    {
        var problem = NetworkProblems.Of(failure);
        var about = ApiProblemMapper.About(problem.Code, request);
        return problem.Arguments.Aggregate(about, (current, value) => current.With(value.Key, value.Value)) with
        {
            Evidence = [new Evidence("Request", $"{request.Method} {request.Address.AbsolutePath}"), .. problem.Evidence],
        };
    }

    private async Task<Result<JsonListing<T>>> OpenAsync<T>(
        AzureDevOpsRequest request, JsonTypeInfo<T> type, TimeSpan timeout, ReadLimits limits, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            using var message = request.ToMessage();
            response = await SendAsync(message, request, timeout, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK && MediaTypeOf(response) == AzureDevOpsNames.MediaTypes.Json)
            {
                var listing = new JsonListing<T>(response, await HttpFor(request).OpenBodyAsync(response, limits, cancellationToken), type);
                response = null;
                return listing;
            }

            var refusal = await ReadAsync(response, request, cancellationToken);
            return ApiProblemMapper.Find(refusal, request) ?? ApiProblemMapper.Of(ProblemCode.UnexpectedAnswer, refusal, request);
        }
        catch (NetworkException failed)
        {
            return Failed(failed.Failure, request);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, AzureDevOpsRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var measured = Instruments.BeginRequest(request.Method, request.Route);
        var response = await HttpFor(request).SendAsync(message, timeout, cancellationToken);
        measured.StatusCode = (int)response.StatusCode;
        AzureDevOpsLog.ResponseReceived(
            logger, request.Method, request.Address.IdnHost, request.Address.AbsolutePath, (int)response.StatusCode, ApiResponse.First(response.Headers, AzureDevOpsNames.Headers.ActivityId));
        return response;
    }

    private OutboundHttp HttpFor(AzureDevOpsRequest request) => options.Value.Cloud.IsOwn(request.Target) ? configuredHttp : http;

    /// <summary>Reads a bounded response to its end.</summary>
    public static async Task<ApiResponse> ReadAsync(
        OutboundHttp http, HttpResponseMessage response, AzureDevOpsRequest request, TimeSpan idleTimeout, CancellationToken cancellationToken)
    {
        var limits = new ReadLimits(MaxResponseBytes, idleTimeout) { Budget = request.Budget };
        await using var body = await http.OpenBodyAsync(response, limits, cancellationToken);
        var content = request.Redaction.Apply(await ReadAllAsync(body, cancellationToken));
        return new ApiResponse((int)response.StatusCode, response.Headers, MediaTypeOf(response), WithoutByteOrderMark(content));
    }

    /// <summary>Into one array once the length is known: a buffer that doubles has three times as much in memory, and what is too large comes to no array.</summary>
    private static async Task<byte[]> ReadAllAsync(BoundedStream body, CancellationToken cancellationToken)
    {
        var (parts, length) = (new List<byte[]>(), 0);
        try
        {
            while (true)
            {
                var offset = length % PartBytes;
                if (offset == 0)
                    parts.Add(ArrayPool<byte>.Shared.Rent(PartBytes));
                var read = await body.ReadAsync(parts[^1].AsMemory(offset, PartBytes - offset), cancellationToken);
                if (read == 0)
                    break;
                length += read;
            }

            var all = new byte[length];
            for (var start = 0; start < length; start += PartBytes)
                parts[start / PartBytes].AsSpan(0, Math.Min(PartBytes, length - start)).CopyTo(all.AsSpan(start));
            return all;
        }
        finally
        {
            parts.ForEach(part => ArrayPool<byte>.Shared.Return(part));
        }
    }

    private Task<ApiResponse> ReadAsync(HttpResponseMessage response, AzureDevOpsRequest request, CancellationToken cancellationToken) =>
        ReadAsync(HttpFor(request), response, request, timeouts.Response, cancellationToken);

    private static Evidence DetailOf(JsonException exception) => new("Detail", ApiResponse.Clip(exception.Message) ?? "");

    private static string MediaTypeOf(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(byte[] body) =>
        body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body;
}
