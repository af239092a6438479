using System.Globalization;
using AzureDevOpsEmulator.State;

namespace AzureDevOpsEmulator.Changes;

/// <summary>The pushes since the world was made, oldest first. Thread-safe.</summary>
internal sealed class PushStore
{
    private const string Kind = "push";

    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly List<Push> _pushes;

    public PushStore(Journal journal) => (_journal, _pushes) = (journal, [.. journal.All<Push>(Kind)]);

    public IReadOnlyList<Push> Of(Guid repositoryId)
    {
        lock (_gate)
            return _pushes.FindAll(push => push.RepositoryId == repositoryId);
    }

    /// <summary>Gives the push its number and keeps it.</summary>
    public Push Add(Push push)
    {
        lock (_gate)
        {
            var last = _pushes.FindLast(known => known.CollectionId == push.CollectionId)?.Id ?? 0;
            var numbered = push with { Id = last + 1 };
            _pushes.Add(numbered);
            _journal.Put(Kind, string.Create(CultureInfo.InvariantCulture, $"{push.CollectionId}/{numbered.Id}"), numbered);
            return numbered;
        }
    }
}
