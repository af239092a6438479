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
    public IReadOnlyDictionary<string, string> Branches(WorldPlace place) =>
        _state.Contents.Of(place.Find().Repository).Branches()
            .ToDictionary(branch => branch.Name[GitRefName.Branches.Length..], branch => branch.Target.ToString(), StringComparer.Ordinal);

    /// <summary>Commits a file to a branch, which is created from the default branch if needed.</summary>
    /// <returns>The ID of the commit.</returns>
    public string Push(WorldPlace place, WorldCommit commit) => Try(() =>
    {
        var found = place.Find();
        var (person, branch) = (WorldPerson.Find(commit.Person), RefOf(commit.Branch));
        var tip = TipOf(found, branch) is { IsZero: false } known ? known : TipOf(found, _state.Contents.DefaultBranchOf(found.Repository));
        return _state.Changes.Commit(found, person, branch, tip, [commit.ToNewCommit(_state.Contents.Of(found.Repository).Objects, tip, person.Signature(_state.Time.GetUtcNow()))]).RefUpdates[0].NewObjectId;
    });

    public void CreateBranch(WorldPlace place, string name, string from, string? person = null) =>
        MoveBranch(place, name, from, person);

    /// <summary>Moves or creates a branch, to a branch's commit or any commit, as a forced push does.</summary>
    public void MoveBranch(WorldPlace place, string name, string target, string? person = null) => Try(() =>
    {
        var found = place.Find();
        var commit = ObjectId.TryParse(target, out var id) ? id : TipOf(found, RefOf(target));
        if (commit.IsZero)
            throw new InvalidOperationException($"There is no branch '{target}'.");
        return _state.Changes.UpdateRefs(found, WorldPerson.Find(person), [Update(found, RefOf(name), commit)]);
    });

    public void DeleteBranch(WorldPlace place, string name, string? person = null) => Try(() =>
    {
        var found = place.Find();
        return _state.Changes.UpdateRefs(found, WorldPerson.Find(person), [Update(found, RefOf(name), default)]);
    });

    /// <returns>The number of the pull request.</returns>
    public int OpenPullRequest(WorldPlace place, WorldPullRequest opened) => Try(() =>
    {
        var found = place.Find();
        var person = WorldPerson.Find(opened.Person);
        return _state.Changes.Open(found, person, new PullRequest
        {
            CollectionId = found.Collection.Id,
            RepositoryId = found.Repository.Id,
            CreatedBy = person.Account,
            CreationDate = _state.Time.GetUtcNow(),
            Title = opened.Title,
            Description = opened.Description,
            SourceRefName = RefOf(opened.Source),
            TargetRefName = RefOf(opened.Target),
            MergeId = Guid.NewGuid(),
            LastMergeSource = TipOf(found, RefOf(opened.Source)).ToString(),
            LastMergeTarget = TipOf(found, RefOf(opened.Target)).ToString(),
        }).Id;
    });

    /// <summary>Pushes a commit to the source branch.</summary>
    /// <returns>The ID of the commit.</returns>
    public string UpdatePullRequest(WorldPlace place, int id, string? person = null) =>
        Push(place, new WorldCommit { Branch = Find(place, id).SourceRefName, Message = $"Update pull request {id}", Person = person });

    /// <returns>The ID of the merge commit.</returns>
    public string MergePullRequest(WorldPlace place, int id, string? person = null) => Try(() =>
    {
        var merged = _state.Changes.Complete(place.Find(), Find(place, id), WorldPerson.Find(person), null, null, deletesSource: false);
        return merged is { Status: PullRequest.Completed, LastMerge: { } commit }
            ? commit
            : throw new InvalidOperationException($"Pull request {id} has conflicts.");
    });

    public void AbandonPullRequest(WorldPlace place, int id, string? person = null) =>
        Try(() => _state.Changes.SetAbandoned(place.Find(), Find(place, id), WorldPerson.Find(person), isAbandoned: true));

    /// <summary>10 approves, -10 rejects.</summary>
    public void Vote(WorldPlace place, int id, int vote, string? person = null) =>
        Try(() => _state.Changes.Vote(place.Find(), Find(place, id), WorldPerson.Find(person), vote));

    internal IReadOnlyList<PullRequest> PullRequests(RepositoryLocation place) =>
        _state.Changes.PullRequests.Where(known => known.RepositoryId == place.Repository.Id);

    internal IEnumerable<(string Name, ObjectId Id, GitCommit Commit)> Tips(RepositoryLocation place)
    {
        var content = _state.Contents.Of(place.Repository);
        return content.Branches().Select(branch =>
            (branch.Name[GitRefName.Branches.Length..], branch.Target, content.Objects.GetCommit(branch.Target)));
    }

    private PullRequest Find(WorldPlace place, int id)
    {
        var found = place.Find();
        return _state.Changes.PullRequests.Find(found.Collection.Id, id) is { Status: PullRequest.Active } known
            && known.RepositoryId == found.Repository.Id
            ? known
            : throw new InvalidOperationException($"There is no open pull request {id}.");
    }

    private RefUpdate Update(RepositoryLocation place, string name, ObjectId target) => new(name, TipOf(place, name).ToString(), target.ToString());

    /// <summary>A short name; null for an empty repository.</summary>
    internal string? DefaultBranchOf(RepositoryLocation place) => _state.Contents.DefaultBranchOf(place.Repository)?[GitRefName.Branches.Length..];

    private ObjectId TipOf(RepositoryLocation place, string? name) => name is null ? default : _state.Contents.Of(place.Repository).Refs.TargetOf(name);

    private static string RefOf(string branch) => branch.StartsWith("refs/", StringComparison.Ordinal) ? branch : GitRefName.Branches + branch;

    private static T Try<T>(Func<T> change)
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
