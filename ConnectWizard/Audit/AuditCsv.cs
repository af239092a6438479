using System.Globalization;
using System.Text;

namespace ConnectWizard.Audit;

/// <summary>The whole trail as CSV (RFC 4180), to read and to sort: what a spreadsheet would calculate is text. A chain has a row before and one behind its entries.</summary>
internal static class AuditCsv
{
    private const string Header = "chain,sequence,time,action,browser,account,address,connectionId,connection,profileId,profile,result,detail,mac,signature";
    private const string Anchor = "Anchor";
    private const string Head = "Head";
    private const string Done = "done";

    public static async Task WriteAsync(Stream stream, IReadOnlyList<AuditChain> chains, Func<AuditChain, IAsyncEnumerable<AuditEntry>> read, CancellationToken cancellationToken)
    {
        // A spreadsheet reads UTF-8 only behind its mark.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Header.AsMemory(), cancellationToken);
        foreach (var chain in chains)
        {
            await WriteAsync(writer, cancellationToken, Text(chain.Number), Text(chain.AnchorSequence), AuditTimeConverter.ToText(chain.AnchorAt), Anchor, null, null, null, null, null, null, null, null, null, chain.AnchorMac, chain.AnchorSignature);
            await foreach (var entry in read(chain).WithCancellation(cancellationToken))
            {
                await WriteAsync(
                    writer, cancellationToken, Text(entry.Chain), Text(entry.Sequence), AuditTimeConverter.ToText(entry.At), entry.Action, entry.Browser, entry.Account, entry.Address,
                    entry.ConnectionId, entry.Connection, entry.ProfileId, entry.Profile, entry.Problem ?? Done, entry.Detail, entry.Mac, null);
            }

            await WriteAsync(writer, cancellationToken, Text(chain.Number), Text(chain.HeadSequence), null, Head, null, null, null, null, null, null, null, null, null, chain.HeadMac, chain.HeadSignature);
        }
    }

    /// <summary>A cell that a spreadsheet takes for what it says.</summary>
    public static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static Task WriteAsync(StreamWriter writer, CancellationToken cancellationToken, params string?[] cells) =>
        writer.WriteLineAsync(string.Join(',', cells.Select(Cell)).AsMemory(), cancellationToken);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
