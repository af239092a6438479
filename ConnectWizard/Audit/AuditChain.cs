using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ConnectWizard.Audit;

/// <summary>Where the entries of one key begin and end. The first one follows the anchor, the last one is the head; both are signed.</summary>
public record AuditChain
{
    public long Number { get; init; }

    /// <summary>The last entry that was removed, or the last one of the chain before; 0 for none.</summary>
    public long AnchorSequence { get; init; }

    public string AnchorMac { get; init; } = "";

    /// <summary>When it became the anchor: when the chain began, or older entries were removed.</summary>
    [JsonConverter(typeof(AuditTimeConverter))]
    public long AnchorAt { get; init; }

    public string AnchorSignature { get; init; } = "";
    public long HeadSequence { get; init; }
    public string HeadMac { get; init; } = "";
    public string HeadSignature { get; init; } = "";

    /// <summary>The last entry in the store, of which the head must know.</summary>
    [JsonIgnore]
    public long LastSequence { get; init; }
}

/// <summary>Signs the entries of a chain. A class and not a record: it prints nothing.</summary>
public sealed class AuditKey(byte[] key)
{
    public const int Size = 32;

    public static AuditKey New() => new(RandomNumberGenerator.GetBytes(Size));

    internal string Export() => Convert.ToBase64String(key);

    public string MacOf(AuditEntry entry, string previous) => Sign(
        "entry", previous, Text(entry.Chain), Text(entry.Sequence), Text(entry.At), entry.Workspace, entry.Action, entry.Browser, entry.Account, entry.Address,
        entry.ConnectionId, entry.Connection, entry.ProfileId, entry.Profile, entry.Problem, entry.Detail);

    /// <summary>Whether an entry is the one that follows another.</summary>
    public bool Follows(AuditEntry entry, long sequence, string mac)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Sequence == sequence + 1 && entry.Mac == MacOf(entry, mac);
    }

    /// <returns>The first entry that does not follow the one before; null when all do.</returns>
    public long? FindBroken(long sequence, string mac, IEnumerable<AuditEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (!Follows(entry, sequence, mac))
                return sequence + 1;
            (sequence, mac) = (entry.Sequence, entry.Mac);
        }

        return null;
    }

    /// <summary>An empty chain that follows another one, or nothing.</summary>
    public AuditChain Begin(AuditChain? before, DateTimeOffset now) => WithHead(
        WithAnchor(new AuditChain { Number = (before?.Number ?? 0) + 1 }, before?.HeadSequence ?? 0, before?.HeadMac ?? "", now), before?.HeadSequence ?? 0, before?.HeadMac ?? "");

    public AuditChain WithAnchor(AuditChain chain, long sequence, string mac, DateTimeOffset now)
    {
        var anchored = chain with { AnchorSequence = sequence, AnchorMac = mac, AnchorAt = now.ToUnixTimeMilliseconds() };
        return anchored with { AnchorSignature = SignAnchor(anchored) };
    }

    public AuditChain WithHead(AuditChain chain, long sequence, string mac)
    {
        var longer = chain with { HeadSequence = sequence, HeadMac = mac };
        return longer with { HeadSignature = SignHead(longer) };
    }

    public bool HasSignedAnchor(AuditChain chain) => chain.AnchorSignature == SignAnchor(chain);

    public bool HasSignedHead(AuditChain chain) => chain.HeadSignature == SignHead(chain);

    private string SignAnchor(AuditChain chain) => Sign("anchor", Text(chain.Number), Text(chain.AnchorSequence), chain.AnchorMac, Text(chain.AnchorAt));

    private string SignHead(AuditChain chain) => Sign("head", Text(chain.Number), Text(chain.HeadSequence), chain.HeadMac);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Each field with its length before it, so that nothing can be moved from one into the next.</summary>
    private string Sign(params ReadOnlySpan<string?> fields)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in fields)
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
