namespace AzureDevOpsEmulator.Git.Protocol;

internal sealed class PackSelection
{
    private readonly GitObjectStore _objects;
    private readonly HashSet<ObjectId> _seen = [];
    private readonly List<ObjectId> _chosen = [];
    private ObjectFilter _filter;

    private PackSelection(GitObjectStore objects) => _objects = objects;

    public static IReadOnlyList<ObjectId> Of(GitRepository repository, FetchRequest request, ShallowBoundary boundary)
    {
        var selection = new PackSelection(repository.Objects);
        selection.Add(request.Haves.Where(have => repository.Objects.Find(have) is not null), request.Shallow);
        selection._chosen.Clear();
        selection._filter = request.Filter;
        selection.Add(request.Wants, boundary.Cut);
        if (request.IncludeTag) selection.AddTags(repository.Refs.List());
        return selection._chosen;
    }

    private void Add(IEnumerable<ObjectId> tips, IReadOnlySet<ObjectId> cut)
    {
        var peeled = tips.Select(AddTagsOnTheWay).ToList();
        var commits = peeled.Where(value => value.Kind == GitObjectKind.Commit).Select(value => value.Id);
        var trees = peeled.Where(value => value.Kind == GitObjectKind.Tree).Select(value => value.Id).ToList();
        foreach (var (id, commit) in _objects.Walk(commits, cut))
        {
            Choose(id);
            if (_filter != ObjectFilter.WithoutTrees) trees.Add(commit.Tree);
        }

        foreach (var tree in trees) AddTree(tree);
        foreach (var blob in peeled.Where(value => value.Kind == GitObjectKind.Blob)) Choose(blob.Id);
    }

    private GitObject AddTagsOnTheWay(ObjectId tip)
    {
        var value = _objects.Get(tip);
        while (value.Kind == GitObjectKind.Tag)
        {
            Choose(value.Id);
            value = _objects.Get(GitTag.TargetOf(value));
        }

        return value;
    }

    private void AddTree(ObjectId top)
    {
        var due = new Stack<ObjectId>([top]);
        while (due.TryPop(out var id))
        {
            if (!Choose(id)) continue;
            foreach (var entry in GitTree.From(_objects.Get(id)))
            {
                if (entry.IsFolder && _filter != ObjectFilter.WithoutTrees) due.Push(entry.Id);
                else if (!entry.IsFolder && entry.Mode != GitTreeEntry.Submodule && _filter == ObjectFilter.None) Choose(entry.Id);
            }
        }
    }

    private void AddTags(IReadOnlyList<GitRef> refs)
    {
        var sent = _chosen.ToHashSet();
        var tags = refs.Where(entry => _objects.Get(entry.Target).Kind == GitObjectKind.Tag);
        foreach (var tag in tags.Where(entry => sent.Contains(_objects.Peel(entry.Target).Id))) AddTagsOnTheWay(tag.Target);
    }

    private bool Choose(ObjectId id)
    {
        var isNew = _seen.Add(id);
        if (isNew) _chosen.Add(id);
        return isNew;
    }
}
