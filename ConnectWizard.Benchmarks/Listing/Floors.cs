using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.Benchmarks.Listing;

/// <summary>What a list costs at least: its bytes, read and understood as JSON, with nothing kept. And what it costs the usual way.</summary>
internal static class Floors
{
    /// <summary>Reads the answer and walks over every token.</summary>
    public static async Task<long> SkipAsync(HttpClient client, Uri address)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var (filled, state, tokens) = (0, default(JsonReaderState), 0L);
        while (await body.ReadAsync(buffer.AsMemory(filled)) is var read)
        {
            filled += read;
            var consumed = Walk(buffer.AsSpan(0, filled), read == 0, ref state, ref tokens);
            buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
            filled -= consumed;
            if (read == 0)
                break;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return tokens;
    }

    /// <summary>The list as objects.</summary>
    public static async Task<int> DeserializeAsync(HttpClient client, Uri address)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var list = await JsonSerializer.DeserializeAsync(body, FloorJson.Default.RepositoryList);
        return list!.Value.Count;
    }

    private static int Walk(ReadOnlySpan<byte> bytes, bool isLast, ref JsonReaderState state, ref long tokens)
    {
        var reader = new Utf8JsonReader(bytes, isLast, state);
        while (reader.Read())
            tokens++;
        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }
}

internal sealed record RepositoryList(IReadOnlyList<ListedObject> Value);

internal sealed record ListedObject(
    Guid Id, string Name, Uri Url, ProjectObject Project, string? DefaultBranch, long Size, string RemoteUrl, string SshUrl, string WebUrl, bool IsDisabled, bool IsInMaintenance);

internal sealed record ProjectObject(Guid Id, string Name, Uri Url, string State, int Revision, string Visibility, DateTimeOffset LastUpdateTime);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RepositoryList))]
internal sealed partial class FloorJson : JsonSerializerContext;
