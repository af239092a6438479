namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>One request of protocol version 2: a command, abilities of the client, and the command's arguments.</summary>
internal static class CommandV2
{
    private const string CommandKey = "command=";
    private const string ObjectFormatKey = "object-format=";

    public static async Task AnswerAsync(IGitRepository repository, PktLineReader reader, PktLineWriter writer, CancellationToken ct)
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
                await LsRefs.AnswerAsync(repository, LsRefsRequest.Parse(arguments), writer, ct);
                break;
            case "fetch":
                await FetchV2.AnswerAsync(repository, FetchRequest.Parse(arguments), writer, ct);
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
