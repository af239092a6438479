namespace AzureDevOpsEmulator.Git;

/// <summary>
/// Git's smart HTTP for reading (gitprotocol-http, -pack and -v2), versions 0 to 2, with shallow clones. The caller decompresses bodies and sets
/// the content type.
/// </summary>
internal static class GitServer
{
    public const string AdvertisementContentType = "application/x-git-upload-pack-advertisement";
    public const string ResultContentType = "application/x-git-upload-pack-result";
    private const int BufferSize = 64 * 1024;

    /// <param name="filters">Whether partial clones are possible.</param>
    public static async Task AdvertiseAsync(GitRepository repository, string? gitProtocol, bool filters, Stream output, CancellationToken ct)
    {
        var buffer = new BufferedStream(output, BufferSize);
        await RefAdvertisement.WriteAsync(repository, GitProtocolVersion.Parse(gitProtocol), filters, new PktLineWriter(buffer), ct);
        await buffer.FlushAsync(ct);
    }

    public static async Task UploadPackAsync(
        GitRepository repository, string? gitProtocol, Stream input, Stream output, CancellationToken ct)
    {
        var reader = new PktLineReader(new BufferedStream(input, BufferSize));
        var buffer = new BufferedStream(output, BufferSize);
        var writer = new PktLineWriter(buffer);
        try
        {
            if (GitProtocolVersion.Parse(gitProtocol) == 2) await CommandV2.HandleAsync(repository, reader, writer, ct);
            else await FetchV0.HandleAsync(repository, reader, writer, ct);
        }
        catch (UploadPackException refusal)
        {
            await writer.LineAsync($"ERR upload-pack: {refusal.Message}", ct);
        }

        await buffer.FlushAsync(ct);
    }
}

/// <summary>The request isn't one of Git's protocol: HTTP status 400. Nothing of the response is written by then.</summary>
internal sealed class GitProtocolException(string message) : Exception(message);
