namespace AzureDevOpsEmulator;

/// <summary>
/// Makes changes in the world with the same effects as through REST, without a token. People are named by account or display name, and are
/// the collection administrator by default. Refused changes throw <see cref="InvalidOperationException"/> with the server's message.
/// Thread-safe.
/// </summary>
public sealed class EmulatedWorld
{
    private readonly WorldState _state;

    internal EmulatedWorld(WorldState state)
    {
        _state = state;
        Hooks = new EmulatedHooks(state.Hooks);
    }

    public EmulatedHooks Hooks { get; }

    /// <summary>The branches by short name, with their newest commits.</summary>
    public IReadOnlyDictionary<string, string> Branches(RepositoryPath location) =>
        _state.Contents.Of(location.Resolve().Repository).Branches()
            .ToDictionary(branch => branch.Name[GitRefName.Branches.Length..], branch => branch.Target.ToString(), StringComparer.Ordinal);

    /// <summary>Commits a file to a branch, which is created from the default branch if needed.</summary>
    /// <returns>The ID of the commit.</returns>
    public string Push(RepositoryPath location, WorldCommit commit) => Execute(() =>
    {
        var found = location.Resolve();
        var (person, branch) = (PersonLookup.Find(commit.Person), ToRefName(commit.Branch));
        var tip = TipOf(found, branch) is { IsZero: false } known ? known : TipOf(found, _state.Contents.DefaultBranchOf(found.Repository));
        return _state.Changes.Commit(found, person, branch, tip, [commit.ToNewCommit(_state.Contents.Of(found.Repository).Objects, tip, person.Signature(commit.At ?? _state.Time.GetUtcNow()))]).RefUpdates[0].NewObjectId;
    });

    public void CreateBranch(RepositoryPath location, string name, string from, string? person = null) =>
        MoveBranch(location, name, from, person);

    /// <summary>Moves or creates a branch, to a branch's commit or any commit, as a forced push does.</summary>
    public void MoveBranch(RepositoryPath location, string name, string target, string? person = null) => Execute(() =>
    {
        var found = location.Resolve();
        var commit = ObjectId.TryParse(target, out var id) ? id : TipOf(found, ToRefName(target));
        if (commit.IsZero)
            throw new InvalidOperationException($"There is no branch '{target}'.");
        return _state.Changes.UpdateRefs(found, PersonLookup.Find(person), [Update(found, ToRefName(name), commit)]);
    });

    public void DeleteBranch(RepositoryPath location, string name, string? person = null) => Execute(() =>
    {
        var found = location.Resolve();
        return _state.Changes.UpdateRefs(found, PersonLookup.Find(person), [Update(found, ToRefName(name), default)]);
    });

    /// <returns>The number of the pull request.</returns>
    public int OpenPullRequest(RepositoryPath location, WorldPullRequest opened) => Execute(() =>
    {
        var found = location.Resolve();
        var person = PersonLookup.Find(opened.Person);
        var source = opened.Fork?.Resolve() ?? found;
        return _state.Changes.Open(found, person, new PullRequest
        {
            CollectionId = found.Collection.Id,
            RepositoryId = found.Repository.Id,
            CreatedBy = person.Account,
            CreationDate = opened.At ?? _state.Time.GetUtcNow(),
            Title = opened.Title,
            Description = opened.Description,
            SourceRefName = ToRefName(opened.Source),
            TargetRefName = ToRefName(opened.Target),
            ForkId = opened.Fork is null ? null : source.Repository.Id,
            IsDraft = opened.IsDraft,
            MergeId = Guid.NewGuid(),
            LastMergeSource = TipOf(source, ToRefName(opened.Source)).ToString(),
            LastMergeTarget = TipOf(found, ToRefName(opened.Target)).ToString(),
        }).Id;
    });

    /// <summary>Ends the draft.</summary>
    public void PublishPullRequest(RepositoryPath location, int id, string? person = null) =>
        Execute(() => _state.Changes.Edit(location.Resolve(), Find(location, id), PersonLookup.Find(person), known => known with { IsDraft = false }));

    /// <summary>Sets the state of the repository's project: <c>wellFormed</c>, <c>new</c>, <c>createPending</c>, <c>deleting</c>, <c>unchanged</c>.</summary>
    public void SetProjectState(RepositoryPath location, string state) => _state.Contents.SetState(location.Resolve().Repository.Project, state);

    /// <summary>Pushes a commit to the source branch.</summary>
    /// <returns>The ID of the commit.</returns>
    public string UpdatePullRequest(RepositoryPath location, int id, string? person = null) =>
        Push(location, new WorldCommit { Branch = Find(location, id).SourceRefName, Message = $"Update pull request {id}", Person = person });

    /// <returns>The ID of the merge commit.</returns>
    public string MergePullRequest(RepositoryPath location, int id, string? person = null) => Execute(() =>
    {
        var merged = _state.Changes.Complete(location.Resolve(), Find(location, id), PersonLookup.Find(person));
        return merged is { Status: PullRequest.Completed, LastMerge: { } commit }
            ? commit
            : throw new InvalidOperationException($"Pull request {id} has conflicts.");
    });

    public void AbandonPullRequest(RepositoryPath location, int id, string? person = null) =>
        Execute(() => _state.Changes.SetAbandoned(location.Resolve(), Find(location, id), PersonLookup.Find(person), isAbandoned: true));

    /// <summary>10 approves, -10 rejects.</summary>
    public void Vote(RepositoryPath location, int id, int vote, string? person = null) =>
        Execute(() => _state.Changes.Vote(location.Resolve(), Find(location, id), PersonLookup.Find(person), vote));

    internal IReadOnlyList<PullRequest> PullRequests(RepositoryLocation location) =>
        _state.Changes.PullRequests.Where(known => known.RepositoryId == location.Repository.Id);

    internal IEnumerable<(string Name, ObjectId Id, GitCommit Commit)> Tips(RepositoryLocation location)
    {
        var content = _state.Contents.Of(location.Repository);
        return content.Branches().Select(branch =>
            (branch.Name[GitRefName.Branches.Length..], branch.Target, content.Objects.GetCommit(branch.Target)));
    }

    private PullRequest Find(RepositoryPath location, int id)
    {
        var found = location.Resolve();
        return _state.Changes.PullRequests.Find(found.Collection.Id, id) is { Status: PullRequest.Active } known
            && known.RepositoryId == found.Repository.Id
            ? known
            : throw new InvalidOperationException($"There is no open pull request {id}.");
    }

    private RefUpdate Update(RepositoryLocation location, string name, ObjectId target) => new(name, TipOf(location, name).ToString(), target.ToString());

    /// <summary>A short name; null for an empty repository.</summary>
    internal string? DefaultBranchOf(RepositoryLocation location) => _state.Contents.DefaultBranchOf(location.Repository)?[GitRefName.Branches.Length..];

    private ObjectId TipOf(RepositoryLocation location, string? name) => name is null ? default : _state.Contents.Of(location.Repository).Refs.TargetOf(name);

    private static string ToRefName(string branch) => branch.StartsWith("refs/", StringComparison.Ordinal) ? branch : GitRefName.Branches + branch;

    private static T Execute<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        catch (ApiException refused)
        {
            throw new InvalidOperationException(refused.Message, refused);
        }
    }
}
