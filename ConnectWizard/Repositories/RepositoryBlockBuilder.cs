using System.Buffers;

namespace ConnectWizard.Repositories;

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

    public void Add(in RepositoryEntry repository, int project, int branch)
    {
        _ids.Add(repository.Id);
        _projects.Add(project);
        _branches.Add(branch);
        _traits.Add(repository.Traits);
        _nameStarts.Add(_text.WrittenCount);
        _text.Write(repository.Name);
        _nameEnds.Add(_text.WrittenCount);
        SearchText.FoldInto(_text, repository.Name);
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
}
