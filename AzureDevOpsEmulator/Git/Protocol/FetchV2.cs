namespace AzureDevOpsEmulator.Git.Protocol;

internal static class CommandV2
{
    private const string CommandKey = "command=";
    private const string ObjectFormatKey = "object-format=";

    public static async Task HandleAsync(GitRepository repository, PktLineReader reader, PktLineWriter writer, CancellationToken ct)
    {
        var head = await ReadLinesAsync(reader, ct);
        if (head.Lines.Count == 0) return; // Git asks so whether it may send a long request
        var command = head.Lines.Find(line => line.StartsWith(CommandKey, StringComparison.Ordinal))?[CommandKey.Length..];
        if (head.Lines.Exists(line => line.StartsWith(ObjectFormatKey, StringComparison.Ordinal) && line != RefAdvertisement.ObjectFormat))
            throw new GitProtocolException("This server has SHA-1 objects only.");

        var arguments = head.Ended ? [] : (await ReadLinesAsync(reader, ct)).Lines;
        switch (command)
        {
            case "ls-refs":
                await LsRefs.HandleAsync(repository, LsRefsRequest.Parse(arguments), writer, ct);
                break;
            case "fetch":
                await FetchV2.HandleAsync(repository, FetchRequest.Parse(arguments), writer, ct);
                break;
            default:
                throw new GitProtocolException($"There is no command '{command}'.");
        }
    }

    private static async Task<(List<string> Lines, bool Ended)> ReadLinesAsync(PktLineReader reader, CancellationToken ct)
    {
        var lines = new List<string>();
        while (true)
        {
            var packet = await reader.ReadAsync(ct);
            if (packet.Kind == PktKind.Line) lines.Add(packet.Text);
            else if (packet.Kind == PktKind.End && lines.Count > 0)
                throw new GitProtocolException("The request does not end in a flush packet.");
            else return (lines, packet.Kind != PktKind.Delimiter);
        }
    }
}

internal static class FetchV2
{
    public static async Task HandleAsync(GitRepository repository, FetchRequest request, PktLineWriter writer, CancellationToken ct)
    {
        if (request.Wants.Count == 0) return;
        Negotiation.ValidateWants(repository, request);
        var boundary = ShallowBoundary.Of(repository, request);
        if (!request.Done && request.Haves.Count > 0 && !await AcknowledgeAsync(repository, request, writer, ct)) return;

        if (request.Deepen.IsRequested || request.Shallow.Count > 0)
        {
            await writer.LineAsync("shallow-info", ct);
            await WriteBoundaryAsync(boundary, writer, ct);
            await writer.DelimiterAsync(ct);
        }

        await writer.LineAsync("packfile", ct);
        await PackResponse.WriteAsync(repository, request, boundary, SideBand.MaxLength64k, writer, ct);
    }

    /// <summary>The lines about the shallow boundary are the same in all versions.</summary>
    public static async Task WriteBoundaryAsync(ShallowBoundary boundary, PktLineWriter writer, CancellationToken ct)
    {
        foreach (var id in boundary.Shallow) await writer.TextAsync($"shallow {id}", ct);
        foreach (var id in boundary.Unshallow) await writer.TextAsync($"unshallow {id}", ct);
    }

    private static async Task<bool> AcknowledgeAsync(
        GitRepository repository, FetchRequest request, PktLineWriter writer, CancellationToken ct)
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
