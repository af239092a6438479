using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Answers a fetch of versions 0 and 1, as gitprotocol-pack and Git's own upload-pack have it for stateless transports.</summary>
internal static class FetchV0
{
    public static async Task AnswerAsync(IGitRepository repository, PktLineReader reader, PktLineWriter writer, CancellationToken ct)
    {
        if (await RequestV0.ReadAsync(reader, ct) is not { } request) return;
        Negotiation.CheckWants(repository, request.Fetch);
        var boundary = ShallowBoundary.Of(repository, request.Fetch);
        if (request.Fetch.Deepen.IsAsked)
        {
            await FetchV2.WriteAsync(boundary, writer, ct);
            await writer.FlushAsync(ct);
        }

        if (request.EndsAfterWants || !await AcknowledgeAsync(repository.Objects, request, writer, ct)) return;
        int? longestPacket = request.Abilities.Contains("side-band-64k") ? SideBand.Wide
            : request.Abilities.Contains("side-band") ? SideBand.Narrow : null;
        await PackAnswer.WriteAsync(repository, request.Fetch, boundary, longestPacket, writer, ct);
    }

    /// <summary>True if the pack follows in this answer.</summary>
    private static async Task<bool> AcknowledgeAsync(
        IGitObjectStore objects, RequestV0 request, PktLineWriter writer, CancellationToken ct)
    {
        var detailed = request.Abilities.Contains("multi_ack_detailed");
        var common = request.Fetch.Haves.Where(have => objects.Find(have) is not null).Distinct().ToList();
        foreach (var have in detailed ? common : common.Take(1))
            await writer.LineAsync(detailed ? $"ACK {have} common" : $"ACK {have}", ct);

        if (request.Fetch.Done)
        {
            if (common.Count == 0) await writer.LineAsync("NAK", ct);
            else if (detailed) await writer.LineAsync($"ACK {common[^1]}", ct);
            return true;
        }

        var ready = detailed && Negotiation.IsReady(objects, request.Fetch.Wants, common);
        if (ready) await writer.LineAsync($"ACK {common[^1]} ready", ct);
        if (common.Count == 0 || detailed) await writer.LineAsync("NAK", ct);
        if (!ready || !request.Abilities.Contains("no-done")) return false;
        await writer.LineAsync($"ACK {common[^1]}", ct);
        return true;
    }
}
