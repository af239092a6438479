using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Polling;

/// <summary>What a profile follows of a repository.</summary>
/// <param name="Head">Null when there is no such branch.</param>
/// <param name="PullRequests">The open ones into the branch; null when the profile does not follow them.</param>
internal sealed record RepositoryView(CommitId? Head, IReadOnlyList<PullRequest>? PullRequests);

/// <summary>Compares what exists with what was seen of it.</summary>
internal static class RefComparison
{
    private const string PullRequests = "refs/pull/";

    public static IReadOnlyList<RefHead> Moved(BuildProfile profile, RepositoryView view, IReadOnlyDictionary<RefName, CommitId> seen)
    {
        List<RefHead> now = [new(BuildTriggers.BranchOf(profile), view.Head)];
        if (view.PullRequests is { } open)
        {
            now.AddRange(open.Select(one => BuildTriggers.HeadOf(profile, one)).OfType<RefHead>());
            var gone = seen.Keys.Where(name => name.Value.StartsWith(PullRequests, StringComparison.Ordinal)).Except(now.Select(head => head.Ref));
            now.AddRange(gone.Select(name => new RefHead(name, null)));
        }

        return [.. now.Where(head => seen.GetValueOrDefault(head.Ref) != head.Commit)];
    }

    public static IReadOnlyList<ReceivedEvent> ChangesIn(
        BuildProfile profile, RepositoryView view, IReadOnlyList<RefHead> moved, CommitSummary? newest, DateTimeOffset now)
    {
        var kind = profile.TriggerSource == TriggerSource.Polling ? RepositoryEvent.Polled : RepositoryEvent.Reconciled;
        var names = moved.Where(head => head.Commit is not null).Select(head => head.Ref).ToHashSet();
        var events = (view.PullRequests ?? [])
            .Where(one => BuildTriggers.HeadOf(profile, one) is { } source && names.Contains(source.Ref))
            .Select(one => new RepositoryEvent { Kind = kind, At = now, PullRequest = one })
            .ToList();
        if (view.Head is { } head && names.Contains(BuildTriggers.BranchOf(profile)))
        {
            var branch = new PushedRef(BuildTriggers.BranchOf(profile), head, DisplayText.Of(newest?.Title));
            events.Insert(0, new RepositoryEvent { Kind = kind, At = now, Refs = [branch], Author = DisplayText.Of(newest?.Author) });
        }

        return [.. events.Select(happened => BuildTriggers.Of(profile, happened)).OfType<ReceivedEvent>().Select(received => received with { OnlyIfBuilt = received.Skipped is null })];
    }
}
