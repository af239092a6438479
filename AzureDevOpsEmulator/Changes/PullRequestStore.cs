using System.Globalization;
using AzureDevOpsEmulator.State;

namespace AzureDevOpsEmulator.Changes;

/// <summary>All pull requests, oldest first. Thread-safe.</summary>
internal sealed class PullRequestStore
{
    private const string Kind = "pull-request";

    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly List<PullRequest> _all;

    public PullRequestStore(Journal journal) => (_journal, _all) = (journal, [.. journal.All<PullRequest>(Kind)]);

    public IReadOnlyList<PullRequest> Where(Func<PullRequest, bool> isWanted)
    {
        lock (_gate)
            return [.. _all.Where(isWanted)];
    }

    public PullRequest? Find(Guid collectionId, int id)
    {
        lock (_gate)
            return _all.Find(known => known.CollectionId == collectionId && known.Id == id);
    }

    /// <summary>Gives the pull request its number and keeps it.</summary>
    public PullRequest Add(PullRequest opened)
    {
        lock (_gate)
        {
            var last = _all.FindLast(known => known.CollectionId == opened.CollectionId)?.Id ?? 0;
            var numbered = opened with { Id = last + 1 };
            _all.Add(numbered);
            Keep(numbered);
            return numbered;
        }
    }

    public PullRequest Replace(PullRequest changed)
    {
        lock (_gate)
        {
            _all[_all.FindIndex(known => known.CollectionId == changed.CollectionId && known.Id == changed.Id)] = changed;
            Keep(changed);
            return changed;
        }
    }

    private void Keep(PullRequest value) =>
        _journal.Put(Kind, string.Create(CultureInfo.InvariantCulture, $"{value.CollectionId}/{value.Id}"), value);
}
