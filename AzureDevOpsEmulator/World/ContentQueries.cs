using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.World;

/// <summary>Questions about a repository's commits and branches.</summary>
internal static class ContentQueries
{
    public static IEnumerable<GitRef> Branches(this IGitRepository content) =>
        content.Refs.List().Where(reference => reference.Name.StartsWith(GitRefName.Branches, StringComparison.Ordinal));

    /// <param name="content">The repository.</param>
    /// <param name="shortName">The branch's name without <c>refs/heads/</c>.</param>
    public static GitRef? Branch(this IGitRepository content, string shortName) =>
        content.Refs.List().FirstOrDefault(reference => reference.Name == GitRefName.Branches + shortName);

    /// <summary>The commits that lead to a tip, newest first.</summary>
    public static IEnumerable<(ObjectId Id, GitCommit Commit)> History(this IGitRepository content, ObjectId tip) =>
        CommitWalk.From(content.Objects, [tip]);

    /// <summary>What a ref of that full name points to; zeros when there is none.</summary>
    public static ObjectId TargetOf(this IGitRefStore refs, string name) =>
        refs.List().FirstOrDefault(reference => reference.Name == name)?.Target ?? default;

    /// <summary>The commit of that id, if any branch leads to it, or the merge of a pull request.</summary>
    public static GitCommit? Commit(this IGitRepository content, ObjectId id) =>
        CommitWalk.From(content.Objects, content.Branches().Concat(content.PullRequestRefs()).Select(reference => reference.Target))
            .Where(found => found.Id == id).Select(found => found.Commit).FirstOrDefault();

    private static IEnumerable<GitRef> PullRequestRefs(this IGitRepository content) =>
        content.Refs.List().Where(reference => reference.Name.StartsWith(GitRefName.PullRequests, StringComparison.Ordinal));

    /// <summary>How many commits a tip has that a base lacks, and the other way round.</summary>
    public static (int Ahead, int Behind) Distance(this IGitRepository content, ObjectId tip, ObjectId from)
    {
        var mine = content.History(tip).Select(found => found.Id).ToHashSet();
        var theirs = content.History(from).Select(found => found.Id).ToHashSet();
        return (mine.Count(id => !theirs.Contains(id)), theirs.Count(id => !mine.Contains(id)));
    }
}
