using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.Audit;

/// <summary>
/// The whole trail as JSON. A file of one entry a line; what differs from it in a byte was not exported, which <see cref="AuditFile"/> finds by
/// writing it again.
/// </summary>
internal sealed record AuditExport(IReadOnlyList<AuditChain> Chains, IReadOnlyList<AuditEntry> Entries)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static async Task WriteAsync(Stream stream, IReadOnlyList<AuditChain> chains, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        await WriteAsync(stream, "{\"chains\":[", cancellationToken);
        await WriteLinesAsync(stream, chains.ToAsyncEnumerable(), cancellationToken);
        await WriteAsync(stream, "],\n\"entries\":[", cancellationToken);
        await WriteLinesAsync(stream, entries, cancellationToken);
        await WriteAsync(stream, "]}\n", cancellationToken);
    }

    private static async Task WriteLinesAsync<T>(Stream stream, IAsyncEnumerable<T> records, CancellationToken cancellationToken)
    {
        var separator = "\n";
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            await WriteAsync(stream, separator, cancellationToken);
            await JsonSerializer.SerializeAsync(stream, record, Json, cancellationToken);
            separator = ",\n";
        }
    }

    private static ValueTask WriteAsync(Stream stream, string text, CancellationToken cancellationToken) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
}
