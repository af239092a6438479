using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.State;

/// <summary>
/// The newest value for each kind and key, as lines of JSON written before the response. Compacted when opened or grown; incomplete lines are
/// dropped.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int LinesBeforeRewriting = 5000;
    private readonly Lock _gate = new();
    private readonly string? _path;
    private readonly Dictionary<(string Kind, string Key), JournalLine> _newest = [];
    private FileStream? _file;
    private int _appended;

    private Journal(string? path) => _path = path;

    /// <param name="path">Null persists nothing.</param>
    public static Journal Open(string? path)
    {
        var journal = new Journal(path);
        if (path is null)
            return journal;

        if (File.Exists(path))
            journal.Read(path);
        journal.Rewrite();
        return journal;
    }

    /// <summary>In the order in which the keys first appeared.</summary>
    public IReadOnlyList<T> All<T>(string kind)
    {
        lock (_gate)
            return [.. _newest.Values.Where(line => line.Kind == kind).Select(line => line.Value.Deserialize<T>(JsonSerializerOptions.Web)!)];
    }

    public void Put<T>(string kind, string key, T value)
    {
        if (_path is null)
            return;

        var line = new JournalLine(kind, key, JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web));
        lock (_gate)
        {
            _newest[(kind, key)] = line;
            Append(line);
        }
    }

    public void Remove(string kind, string key)
    {
        if (_path is null)
            return;

        lock (_gate)
        {
            if (_newest.Remove((kind, key)))
                Append(new JournalLine(kind, key, default));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Append(JournalLine line)
    {
        if (_file is null)
            return;

        Write(_file, line);
        _file.Flush();
        if (++_appended > LinesBeforeRewriting + _newest.Count)
            Rewrite();
    }

    private void Read(string path)
    {
        foreach (var text in File.ReadLines(path))
        {
            if (JournalLine.TryParse(text) is not { } line)
                continue;
            if (line.Value.ValueKind == JsonValueKind.Undefined)
                _newest.Remove((line.Kind, line.Key));
            else
                _newest[(line.Kind, line.Key)] = line;
        }
    }

    /// <summary>Written to another file and moved, so that a crash leaves the old file.</summary>
    private void Rewrite()
    {
        var draft = _path + ".new";
        _file?.Dispose();
        using (var stream = new FileStream(draft, PrivateFile.Options(FileMode.Create)))
        {
            foreach (var line in _newest.Values)
                Write(stream, line);
        }

        // Fails while another emulator has the file open: then this one must not replace it.
        using (File.Open(_path!, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
        }

        File.Move(draft, _path!, overwrite: true);
        _file = new FileStream(_path!, FileMode.Append, FileAccess.Write, FileShare.Read);
        _appended = 0;
    }

    private static void Write(FileStream stream, JournalLine line)
    {
        stream.Write(line.ToBytes());
        stream.WriteByte((byte)'\n');
    }
}

internal sealed record JournalLine(
    string Kind, string Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Value)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>Null for an incomplete line.</summary>
    public static JournalLine? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(text, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
