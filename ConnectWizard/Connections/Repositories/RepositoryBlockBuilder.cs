using System.Buffers;
using System.Text;

namespace ConnectWizard.Connections.Repositories;

/// <summary>Collects the rows of the block being filled. One thread writes; what <see cref="Build"/> gives away is a copy.</summary>
internal sealed class RepositoryBlockBuilder
{
    private readonly List<Guid> _ids = new(RepositoryBlock.Capacity);
    private readonly List<int> _projects = new(RepositoryBlock.Capacity);
    private readonly List<int> _branches = new(RepositoryBlock.Capacity);
    private readonly List<RepositoryTraits> _traits = new(RepositoryBlock.Capacity);
    private readonly List<int> _nameStarts = new(RepositoryBlock.Capacity);
    private readonly List<int> _nameEnds = new(RepositoryBlock.Capacity);
    private readonly ArrayBufferWriter<byte> _text = new(RepositoryBlock.Capacity * 32);

    public int Count => _ids.Count;

    public bool IsFull => Count == RepositoryBlock.Capacity;

    public void Add(Repository repository, int project, int branch)
    {
        _ids.Add(repository.Id);
        _projects.Add(project);
        _branches.Add(branch);
        _traits.Add(TraitsOf(repository));
        _nameStarts.Add(_text.WrittenCount);
        Encoding.UTF8.GetBytes(repository.Name, _text);
        _nameEnds.Add(_text.WrittenCount);
        var folded = SearchText.Fold(repository.Name);
        if (folded != repository.Name)
        {
            Encoding.UTF8.GetBytes(folded, _text);
        }
    }

    public RepositoryBlock Build() =>
        new([.. _ids], [.. _projects], [.. _branches], [.. _traits], [.. _nameStarts], [.. _nameEnds], _text.WrittenSpan.ToArray());

    public void Clear()
    {
        _ids.Clear();
        _projects.Clear();
        _branches.Clear();
        _traits.Clear();
        _nameStarts.Clear();
        _nameEnds.Clear();
        _text.ResetWrittenCount();
    }

    private static RepositoryTraits TraitsOf(Repository repository) =>
        (repository.IsDisabled ? RepositoryTraits.Disabled : RepositoryTraits.None)
        | (repository.IsInMaintenance ? RepositoryTraits.InMaintenance : RepositoryTraits.None)
        | (repository.IsFork ? RepositoryTraits.Fork : RepositoryTraits.None);
}
