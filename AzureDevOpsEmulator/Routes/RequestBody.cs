namespace AzureDevOpsEmulator.Routes;

internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes)
{
    private const int MaxBytes = 32 * 1024 * 1024;

    public T Read<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Bytes.Span, WireJson.Options) ?? throw new ApiException(ApiErrors.InvalidBody("it is null."));
        }
        catch (JsonException malformed)
        {
            throw new ApiException(ApiErrors.InvalidBody(malformed.Message));
        }
    }

    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return new RequestBody(default(ReadOnlyMemory<byte>));
        if (request.ContentLength > MaxBytes)
            throw new ApiException(ApiErrors.InvalidBody("it is too large."));

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return new RequestBody(buffer.ToArray());
    }
}
