namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Responds to a fetch of versions 0 and 1 (gitprotocol-pack and Git's upload-pack for stateless transports).</summary>
internal static class FetchV0
{
    public static async Task HandleAsync(GitRepository repository, PktLineReader reader, PktLineWriter writer, CancellationToken ct)
    {
        if (await RequestV0.ReadAsync(reader, ct) is not { } request) return;
        if (request is { Capabilities.Count: > 0, Acknowledgments: Acknowledgments.Single })
            throw new GitProtocolException("Clients must support multi-ack.");

        Negotiation.ValidateWants(repository, request.Fetch);
        var boundary = ShallowBoundary.Of(repository, request.Fetch);
        if (request.Fetch.Deepen.IsRequested)
        {
            await FetchV2.WriteBoundaryAsync(boundary, writer, ct);
            await writer.FlushAsync(ct);
        }

        if (request.EndsAfterWants || !await AcknowledgeAsync(repository.Objects, request, writer, ct)) return;
        int? maxPacketLength = request.Capabilities.Contains("side-band-64k") ? SideBand.MaxLength64k
            : request.Capabilities.Contains("side-band") ? SideBand.MaxLength : null;
        await PackResponse.WriteAsync(repository, request.Fetch, boundary, maxPacketLength, writer, ct);
    }

    private static async Task<bool> AcknowledgeAsync(
        GitObjectStore objects, RequestV0 request, PktLineWriter writer, CancellationToken ct)
    {
        var (single, detailed) = (request.Acknowledgments == Acknowledgments.Single, request.Acknowledgments == Acknowledgments.Detailed);
        var common = request.Fetch.Haves.Where(have => objects.Find(have) is not null).Distinct().ToList();
        foreach (var have in single ? common.Take(1) : common)
            await writer.LineAsync($"ACK {have}{(single ? "" : detailed ? " common" : " continue")}", ct);

        if (request.Fetch.Done)
        {
            if (common.Count == 0) await writer.LineAsync("NAK", ct);
            else if (!single) await writer.LineAsync($"ACK {common[^1]}", ct);
            return true;
        }

        var ready = detailed && Negotiation.IsReady(objects, request.Fetch.Wants, common);
        if (ready) await writer.LineAsync($"ACK {common[^1]} ready", ct);
        if (common.Count == 0 || !single) await writer.LineAsync("NAK", ct);
        if (!ready || !request.Capabilities.Contains("no-done")) return false;
        await writer.LineAsync($"ACK {common[^1]}", ct);
        return true;
    }
}

internal enum Acknowledgments
{
    Single,
    Continuing,
    Detailed,
}

/// <summary>A request of versions 0 and 1: wants (the first with the client's capabilities), a flush packet, one round of haves.</summary>
internal sealed record RequestV0(FetchRequest Fetch, IReadOnlySet<string> Capabilities, bool EndsAfterWants)
{
    public Acknowledgments Acknowledgments => Capabilities.Contains("multi_ack_detailed") ? Acknowledgments.Detailed
        : Capabilities.Contains("multi_ack") ? Acknowledgments.Continuing : Acknowledgments.Single;

    /// <summary>Null for an empty request, with which Git probes whether it may send a long one.</summary>
    public static async Task<RequestV0?> ReadAsync(PktLineReader reader, CancellationToken ct)
    {
        var first = await reader.ReadAsync(ct);
        if (first.Kind is PktKind.Flush or PktKind.End) return null;
        var (want, abilities) = Split(first.Text);
        var fetch = new FetchRequest { NoProgress = abilities.Contains("no-progress"), IncludeTag = abilities.Contains("include-tag") };
        fetch.Deepen.Relative = abilities.Contains("deepen-relative");
        fetch.AddArgument(want);
        if (fetch.Wants.Count == 0) throw new GitProtocolException("The request does not begin with a want.");

        if (await ReadLinesAsync(fetch, reader, ct) != PktKind.Flush)
            throw new GitProtocolException("The wants do not end in a flush packet.");
        var before = fetch.Haves.Count;
        var end = await ReadLinesAsync(fetch, reader, ct);
        if (end == PktKind.End && !fetch.Done && fetch.Haves.Count > before)
            throw new GitProtocolException("The haves end neither in a flush packet nor in 'done'.");
        return new(fetch, abilities, EndsAfterWants: end == PktKind.End && !fetch.Done);
    }

    private static async Task<PktKind> ReadLinesAsync(FetchRequest fetch, PktLineReader reader, CancellationToken ct)
    {
        while (!fetch.Done)
        {
            var packet = await reader.ReadAsync(ct);
            if (packet.Kind != PktKind.Line) return packet.Kind;
            fetch.AddArgument(packet.Text);
        }

        return PktKind.End;
    }

    private static (string Want, HashSet<string> Abilities) Split(string line)
    {
        const int wantLength = 45; // "want " and forty digits
        return line.Length <= wantLength
            ? (line, new(StringComparer.Ordinal))
            : (line[..wantLength], line[wantLength..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));
    }
}
