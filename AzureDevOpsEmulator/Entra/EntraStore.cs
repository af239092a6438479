using System.Buffers.Text;

namespace AzureDevOpsEmulator.Entra;

/// <summary>
/// The records in memory and in a file, which is replaced with each change before the response. Thread-safe; one process at a time uses a
/// folder.
/// </summary>
internal sealed class EntraStore
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private readonly Lock _lock = new();
    private readonly EntraRecords _records;
    private readonly TimeProvider _time;
    private readonly string _path;

    private EntraStore(string path, EntraRecords records, TimeProvider time)
    {
        _path = path;
        _records = records;
        _time = time;
    }

    /// <exception cref="InvalidDataException">The file is of another version.</exception>
    public static EntraStore OpenOrCreate(string folder, TimeProvider time)
    {
        var path = Path.Combine(folder, "entra.json");
        var store = new EntraStore(path, File.Exists(path) ? Parse(path) : new EntraRecords(), time);
        store.Change(_ => { });
        return store;
    }

    public T Read<T>(Func<EntraRecords, T> read)
    {
        lock (_lock)
            return read(_records);
    }

    public void Change(Action<EntraRecords> change) => Change(records =>
    {
        change(records);
        return true;
    });

    public T Change<T>(Func<EntraRecords, T> change)
    {
        lock (_lock)
        {
            var result = change(_records);
            _records.Prune(_time.GetUtcNow());
            PrivateFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(_records, Format));
            return result;
        }
    }

    private static EntraRecords Parse(string path)
    {
        var records = JsonSerializer.Deserialize<EntraRecords>(File.ReadAllBytes(path), Format);
        return records is { Format: EntraRecords.CurrentFormat }
            ? records
            : throw new InvalidDataException($"{path} was written by another version of the emulator. Delete it to begin without sign-ins.");
    }
}

/// <summary>Random tokens and their stored hashes.</summary>
internal static class OpaqueToken
{
    public static string Create(string prefix, int bytes) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    public static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
