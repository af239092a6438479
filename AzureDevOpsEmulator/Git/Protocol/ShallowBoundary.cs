namespace AzureDevOpsEmulator.Git.Protocol;

/// <param name="Shallow">Commits that the client must treat as having no parents.</param>
internal sealed record ShallowBoundary(
    IReadOnlyCollection<ObjectId> Shallow, IReadOnlyCollection<ObjectId> Unshallow, IReadOnlySet<ObjectId> Cut)
{
    public static ShallowBoundary Of(GitRepository repository, FetchRequest request)
    {
        var held = request.Shallow.Where(id => repository.Objects.Find(id) is { Kind: GitObjectKind.Commit }).ToHashSet();
        if (!request.Deepen.IsRequested) return new([], [], held);
        var reached = Reached(repository, request, held);
        var border = reached
            .Where(commit => commit.Value.Parents.Any(parent => !reached.ContainsKey(parent)))
            .Select(commit => commit.Key)
            .ToHashSet();
        var everything = request.Deepen.Depth == DeepenRequest.Infinite;
        var unshallow = held.Where(id => everything || (reached.ContainsKey(id) && !border.Contains(id))).ToHashSet();
        return new([.. border.Except(held)], unshallow, border.Union(held.Except(unshallow)).ToHashSet());
    }

    private static Dictionary<ObjectId, GitCommit> Reached(GitRepository repository, FetchRequest request, HashSet<ObjectId> held)
    {
        var objects = repository.Objects;
        var deepen = request.Deepen;
        var tips = request.Wants.Select(objects.Peel).Where(value => value.Kind == GitObjectKind.Commit).Select(value => value.Id).ToList();
        if (deepen.IsByHistory) return WithinHistory(repository, tips, deepen);
        if (!deepen.Relative) return WithinDepth(objects, tips, deepen.Depth);
        var reachable = objects.Walk(tips).Select(commit => commit.Id).ToHashSet();
        return WithinDepth(objects, held.Where(reachable.Contains), (int)Math.Min(deepen.Depth + 1L, DeepenRequest.Infinite));
    }

    private static Dictionary<ObjectId, GitCommit> WithinDepth(GitObjectStore objects, IEnumerable<ObjectId> tips, int depth)
    {
        var reached = new Dictionary<ObjectId, GitCommit>();
        var level = tips.Distinct().ToList();
        for (var done = 0; done < depth && level.Count > 0; done++)
        {
            foreach (var id in level) reached.Add(id, objects.GetCommit(id));
            level = [.. level.SelectMany(id => reached[id].Parents).Distinct().Where(id => !reached.ContainsKey(id))];
        }

        return reached;
    }

    private static Dictionary<ObjectId, GitCommit> WithinHistory(GitRepository repository, List<ObjectId> tips, DeepenRequest deepen)
    {
        var stops = deepen.Not.Select(name => Resolve(repository, name) is { IsZero: false } target
            ? repository.Objects.Peel(target).Id
            : throw new UploadPackException($"git upload-pack: deepen-not is not a ref: {name}"));
        var left = repository.Objects.Walk(stops.ToList()).Select(commit => commit.Id).ToHashSet();
        var reached = repository.Objects.Walk(tips)
            .Where(commit => !left.Contains(commit.Id) && !(commit.Commit.Committer.When < deepen.Since))
            .ToDictionary(commit => commit.Id, commit => commit.Commit);
        return reached.Count > 0 ? reached : throw new UploadPackException("no commits selected for shallow requests");
    }

    /// <summary>A short name is a tag's or a branch's, as in gitrevisions(7).</summary>
    private static ObjectId Resolve(GitRepository repository, string name) =>
        new[] { name, "refs/" + name, GitRefName.Tags + name, GitRefName.Branches + name }
            .Select(repository.Refs.TargetOf).FirstOrDefault(target => !target.IsZero);
}

internal static class Negotiation
{
    public static void ValidateWants(GitRepository repository, FetchRequest request)
    {
        foreach (var want in request.Wants.Where(want => repository.Objects.Find(want) is null))
            throw new UploadPackException($"not our ref {want}");
    }

    /// <summary>True if every want has an ancestor that the client has: more rounds would save nothing.</summary>
    public static bool IsReady(GitObjectStore objects, IEnumerable<ObjectId> wants, IReadOnlyCollection<ObjectId> common) =>
        common.Count > 0 && wants.Select(objects.Peel).All(want => Reaches(objects, want, common));

    private static bool Reaches(GitObjectStore objects, GitObject want, IReadOnlyCollection<ObjectId> common) =>
        want.Kind != GitObjectKind.Commit || objects.Walk([want.Id]).Any(commit => common.Contains(commit.Id));
}

/// <summary>A well-formed request that can't be fulfilled: Git gets an ERR packet with status 200.</summary>
internal sealed class UploadPackException(string message) : Exception(message);
