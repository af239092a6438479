using System.Net;

namespace AzureDevOpsEmulator.Hooks.Delivery;

/// <summary>A body of which half is sent, and the rest when it is let go on.</summary>
internal sealed class HeldContent(byte[] body, Hold hold) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var half = body.Length / 2;
        await stream.WriteAsync(body.AsMemory(0, half), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        if (!await hold.WaitAsync(cancellationToken))
            throw new HttpRequestException("The delivery was given up in the middle.");
        await stream.WriteAsync(body.AsMemory(half), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        hold.Pass();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
