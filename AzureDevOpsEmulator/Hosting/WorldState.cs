namespace AzureDevOpsEmulator.Hosting;

/// <summary>The mutable state of the world, and the service hooks that publish its changes.</summary>
internal sealed class WorldState : IAsyncDisposable
{
    private readonly Journal _journal;
    private readonly SiteMap _sites;
    private readonly HookEventPublisher _events;

    private WorldState(Journal journal, EmulatorSettings settings, SiteMap sites)
    {
        _sites = sites;
        var time = Time = settings.TimeProvider;
        _journal = journal;
        Contents = new RepositoryContents(journal);
        var sender = new WebhookSender(time, Versions.ServerProduct.Server2022Update1.Build, Pauses);
        Hooks = new HookService(journal, sender, new RetrySchedule(settings.HookDelayFactor), settings.MasksHookSecrets, Refresh, time);
        var requests = new PullRequestStore(journal);
        _events = new HookEventPublisher(Hooks, requests, ContextOf, time);
        Changes = new WorldChanges(Contents, new PushStore(journal), requests, _events, time);
    }

    public TimeProvider Time { get; }
    public RequestPauses Pauses { get; } = new();
    public RepositoryContents Contents { get; }
    public WorldChanges Changes { get; }
    public HookService Hooks { get; }

    /// <summary>Deliveries continue once <see cref="HookService.Resume"/> is called.</summary>
    /// <exception cref="IOException">Another emulator uses the folder.</exception>
    public static WorldState Open(string folder, EmulatorSettings settings, SiteMap sites) =>
        new(Journal.Open(settings.DataFolder is null ? null : Path.Combine(folder, "changes.jsonl")), settings, sites);

    public async ValueTask DisposeAsync()
    {
        await Hooks.DisposeAsync();
        _journal.Dispose();
    }

    private HookEvent Refresh(Guid collectionId, HookEvent happened) => _events.Refresh(collectionId, happened, repositoryId =>
    {
        var content = _sites.Sites.First(site => site.Content.FindCollection(collectionId.ToString()) is not null).Content;
        var collection = content.FindCollection(collectionId.ToString())!;
        return content.FindRepository(collection, null, repositoryId.ToString(), People.CollectionAdministrator) is { } repository
            ? new RepositoryLocation(collection, repository)
            : null;
    });

    /// <summary>Events use the server's public URL.</summary>
    private ServerContext ContextOf(TeamProjectCollection collection)
    {
        var site = _sites.SiteOf(collection);
        return new ServerContext(
            new SiteLinks(site.PublicUrl.AbsoluteUri.TrimEnd('/')), collection, site.Product, site.Content.InstanceId, Contents);
    }
}
