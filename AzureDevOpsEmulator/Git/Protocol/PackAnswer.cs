using System.Globalization;

namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>The last part of every fetch: the pack, framed as the client can take it.</summary>
internal static class PackAnswer
{
    /// <param name="repository">Where the objects are.</param>
    /// <param name="request">What to send.</param>
    /// <param name="boundary">Where to stop.</param>
    /// <param name="longestPacket">One of <see cref="SideBand"/>'s, or null for a client that knows no side bands.</param>
    /// <param name="writer">The answer.</param>
    /// <param name="ct">Ends the work.</param>
    public static async Task WriteAsync(
        IGitRepository repository,
        FetchRequest request,
        ShallowBoundary boundary,
        int? longestPacket,
        PktLineWriter writer,
        CancellationToken ct)
    {
        var ids = PackSelection.Of(repository, request, boundary);
        if (longestPacket is not { } longest)
        {
            await PackWriter.WriteAsync(repository.Objects, ids, writer.Raw, ct);
            return;
        }

        await using var band = new SideBand(writer, longest);
        if (!request.NoProgress)
            await band.RemarkAsync(string.Create(CultureInfo.InvariantCulture, $"Found {ids.Count} objects to send."), ct);
        await PackWriter.WriteAsync(repository.Objects, ids, band, ct);
        await band.FlushAsync(ct);
        await writer.FlushAsync(ct);
    }
}
