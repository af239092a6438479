using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace ConnectWizard.Repositories;

/// <summary>
/// Some repositories of a listing, as many as came off the wire together. Their texts stay in UTF-8, one behind the other, so that 100,000
/// repositories are not half a million strings on their way into a table. One thread fills it, and then it is only read.
/// </summary>
public sealed class RepositoryBatch
{
    private Row[] _rows = ArrayPool<Row>.Shared.Rent(256);
    private byte[] _text = ArrayPool<byte>.Shared.Rent(32 * 1024);
    private int _written;

    public int Count { get; private set; }

    /// <summary>The texts are valid as long as the batch.</summary>
    public RepositoryEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            ref readonly var row = ref _rows[index];
            ReadOnlySpan<byte> text = _text.AsSpan(row.Start);
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
        EnsureCapacity(ref _rows, Count, 1);
        EnsureCapacity(ref _text, _written, entry.Name.Length + entry.Project.Length + entry.Branch.Length + entry.RemoteUrl.Length);
        _rows[Count++] = new Row(
            entry.Id, entry.ProjectId, entry.Traits, _written, entry.Name.Length, entry.Project.Length, entry.Branch.Length, entry.RemoteUrl.Length);
        Write(entry.Name);
        Write(entry.Project);
        Write(entry.Branch);
        Write(entry.RemoteUrl);
    }

    /// <summary>Whether some bytes occur in any of the texts.</summary>
    public bool Mentions(byte[] bytes) => _text.AsSpan(0, _written).IndexOf(bytes) >= 0;

    /// <summary>Lends its memory to others; it is empty then. Who reads many batches does this, for fresh memory costs more than the reading; who does not leaves it to the garbage collector.</summary>
    public void Recycle()
    {
        (Count, _written) = (0, 0);
        ArrayPool<Row>.Shared.Return(Interlocked.Exchange(ref _rows, []));
        ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _text, []));
    }

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

    private static void EnsureCapacity<T>(ref T[] items, int count, int more)
    {
        if (items.Length - count < more)
        {
            var larger = ArrayPool<T>.Shared.Rent(Math.Max(2 * items.Length, count + more));
            items.AsSpan(0, count).CopyTo(larger);
            ArrayPool<T>.Shared.Return(items);
            items = larger;
        }
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_text.AsSpan(_written));
        _written += text.Length;
    }

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
