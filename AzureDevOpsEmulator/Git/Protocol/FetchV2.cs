namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Answers version 2's <c>fetch</c>: acknowledgments, then (once enough is known) where history stops and the pack.</summary>
internal static class FetchV2
{
    public static async Task AnswerAsync(IGitRepository repository, FetchRequest request, PktLineWriter writer, CancellationToken ct)
    {
        if (request.Wants.Count == 0) return;
        Negotiation.CheckWants(repository, request);
        var boundary = ShallowBoundary.Of(repository, request);
        if (!request.Done && request.Haves.Count > 0 && !await AcknowledgeAsync(repository, request, writer, ct)) return;

        if (request.Deepen.IsAsked || request.Shallow.Count > 0)
        {
            await writer.LineAsync("shallow-info", ct);
            await WriteAsync(boundary, writer, ct);
            await writer.DelimiterAsync(ct);
        }

        await writer.LineAsync("packfile", ct);
        await PackAnswer.WriteAsync(repository, request, boundary, SideBand.Wide, writer, ct);
    }

    /// <summary>The lines that tell a client where its history ends; the same in all versions.</summary>
    public static async Task WriteAsync(ShallowBoundary boundary, PktLineWriter writer, CancellationToken ct)
    {
        foreach (var id in boundary.Shallow) await writer.LineAsync($"shallow {id}", ct);
        foreach (var id in boundary.Unshallow) await writer.LineAsync($"unshallow {id}", ct);
    }

    /// <summary>True if the pack follows in this answer.</summary>
    private static async Task<bool> AcknowledgeAsync(
        IGitRepository repository, FetchRequest request, PktLineWriter writer, CancellationToken ct)
    {
        var common = request.Haves.Where(have => repository.Objects.Find(have) is not null).ToHashSet();
        await writer.LineAsync("acknowledgments", ct);
        if (common.Count == 0) await writer.LineAsync("NAK", ct);
        foreach (var have in common) await writer.LineAsync($"ACK {have}", ct);
        var ready = Negotiation.IsReady(repository.Objects, request.Wants, common);
        if (ready)
        {
            await writer.LineAsync("ready", ct);
            await writer.DelimiterAsync(ct);
        }
        else
        {
            await writer.FlushAsync(ct);
        }

        return ready;
    }
}
