using System.Text.Json;

namespace ConnectWizard.Audit;

/// <summary>Verifies an exported file with the keys of the installation: the command <c>audit verify FILE</c>.</summary>
public static class AuditFile
{
    /// <returns>One line for each chain, and whether all verify.</returns>
    public static async Task<(bool IsVerified, IReadOnlyList<string> Lines)> VerifyAsync(IAuditStore store, string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        if (Read(bytes) is not { } export)
            return (false, ["This is not an audit trail that ConnectWizard exported as JSON."]);
        var lines = new List<string>();
        var isVerified = export.Chains.Count > 0;
        foreach (var chain in export.Chains)
        {
            var entries = export.Entries.Where(entry => entry.Chain == chain.Number).ToAsyncEnumerable();
            var state = await ChainState.VerifyAsync(chain, await store.FindKeyAsync(chain.Number, cancellationToken), entries, cancellationToken);
            isVerified &= state.Verdict == ChainVerdict.Verified;
            lines.Add(Describe(state));
        }

        if (isVerified && !await IsAsExportedAsync(export, bytes, cancellationToken))
            return (false, ["The entries verify, but the file was changed since it was exported."]);
        return (isVerified, lines);
    }

    private static AuditExport? Read(byte[] bytes)
    {
        try
        {
            var export = JsonSerializer.Deserialize<AuditExport>(bytes, AuditExport.Json);
            return export is null || export.Chains.Contains(null!) || export.Entries.Contains(null!) ? null : export;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An entry of no chain, or another spelling of the same value, is a change as well.</summary>
    private static async Task<bool> IsAsExportedAsync(AuditExport export, byte[] bytes, CancellationToken cancellationToken)
    {
        using var again = new MemoryStream(bytes.Length);
        await AuditExport.WriteAsync(again, export.Chains, export.Entries.ToAsyncEnumerable(), cancellationToken);
        var numbers = export.Chains.Select(chain => chain.Number).ToHashSet();
        return export.Entries.All(entry => numbers.Contains(entry.Chain)) && again.GetBuffer().AsSpan(0, (int)again.Length).SequenceEqual(bytes);
    }

    private static string Describe(ChainState state) => state.Verdict switch
    {
        ChainVerdict.Verified when state.Count == 0 => $"Chain {state.Chain.Number}: verified, no entries.",
        ChainVerdict.Verified => $"Chain {state.Chain.Number}: verified, entries {state.First} to {state.Chain.HeadSequence}.",
        ChainVerdict.KeyMissing => $"Chain {state.Chain.Number}: can't be verified, because this installation doesn't have its key.",
        ChainVerdict.AnchorChanged => $"Chain {state.Chain.Number}: the anchor before entry {state.Broken} does not verify.",
        ChainVerdict.HeadChanged => $"Chain {state.Chain.Number}: the head, entry {state.Broken}, does not verify.",
        ChainVerdict.EntryChanged => $"Chain {state.Chain.Number}: entry {state.Broken} does not verify.",
    };
}
