using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace ConnectWizard.Connections.Repositories;

/// <summary>
/// Some repositories of a listing, as many as came off the wire together. Their texts stay in UTF-8, one behind the other, so that 100,000
/// repositories are not half a million strings on their way into a table. One thread fills it, and then it is only read.
/// </summary>
public sealed class RepositoryBatch
{
    private readonly List<Row> _rows;
    private readonly ArrayBufferWriter<byte> _text;

    /// <param name="like">One of about the same size, for the room to begin with.</param>
    public RepositoryBatch(RepositoryBatch? like = null)
    {
        _rows = new List<Row>(Math.Max(64, WithSpare(like?.Count ?? 0)));
        _text = new ArrayBufferWriter<byte>(Math.Max(16 * 1024, WithSpare(like?._text.WrittenCount ?? 0)));
    }

    public int Count => _rows.Count;

    /// <summary>The texts are valid as long as the batch.</summary>
    public RepositoryEntry this[int index]
    {
        get
        {
            var row = _rows[index];
            var text = _text.WrittenSpan[row.Start..];
            return new RepositoryEntry
            {
                Id = row.Id,
                ProjectId = row.ProjectId,
                Traits = row.Traits,
                Name = Cut(ref text, row.Name),
                Project = Cut(ref text, row.Project),
                Branch = Cut(ref text, row.Branch),
                RemoteUrl = Cut(ref text, row.RemoteUrl),
            };
        }
    }

    /// <summary>Copies an entry.</summary>
    public void Add(in RepositoryEntry entry)
    {
        _rows.Add(new Row(
            entry.Id, entry.ProjectId, entry.Traits, _text.WrittenCount, entry.Name.Length, entry.Project.Length, entry.Branch.Length, entry.RemoteUrl.Length));
        _text.Write(entry.Name);
        _text.Write(entry.Project);
        _text.Write(entry.Branch);
        _text.Write(entry.RemoteUrl);
    }

    /// <summary>Whether some bytes occur in any of the texts.</summary>
    public bool Mentions(byte[] bytes) => _text.WrittenSpan.IndexOf(bytes) >= 0;

    /// <summary>A repository as an object, for those who look at a few.</summary>
    public Repository Decode(int index)
    {
        var entry = this[index];
        return new Repository(
            entry.Id,
            Encoding.UTF8.GetString(entry.Name),
            entry.ProjectId,
            Encoding.UTF8.GetString(entry.Project),
            entry.Branch.IsEmpty ? null : Encoding.UTF8.GetString(entry.Branch),
            entry.Traits.HasFlag(RepositoryTraits.Disabled),
            entry.Traits.HasFlag(RepositoryTraits.InMaintenance),
            entry.RemoteUrl.IsEmpty ? null : Encoding.UTF8.GetString(entry.RemoteUrl));
    }

    private static int WithSpare(int size) => size + (size / 8);

    private static ReadOnlySpan<byte> Cut(scoped ref ReadOnlySpan<byte> text, int length)
    {
        var cut = text[..length];
        text = text[length..];
        return cut;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(
        Guid Id, Guid ProjectId, RepositoryTraits Traits, int Start, int Name, int Project, int Branch, int RemoteUrl);
}

/// <summary>A <see cref="Repository"/> whose texts are still bytes.</summary>
public readonly ref struct RepositoryEntry
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public RepositoryTraits Traits { get; init; }

    public ReadOnlySpan<byte> Name { get; init; }

    public ReadOnlySpan<byte> Project { get; init; }

    /// <summary>The default branch without <c>refs/heads/</c>; empty when the repository is.</summary>
    public ReadOnlySpan<byte> Branch { get; init; }

    public ReadOnlySpan<byte> RemoteUrl { get; init; }
}

/// <summary>What is true of a repository beside its names.</summary>
[Flags]
public enum RepositoryTraits : byte
{
    None = 0,
    Disabled = 1,
    InMaintenance = 2,
}
