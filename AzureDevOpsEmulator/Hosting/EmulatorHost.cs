namespace AzureDevOpsEmulator.Hosting;

/// <summary>The parts of a running emulator.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly RawListeners _raw;
    private readonly Listeners _listeners;
    private readonly WebApplication _application;
    private bool _disposed;

    private EmulatorHost(EmulatorSettings settings, DataFolder folder, CertificateFolder certificates, byte[] seed, SiteMap sites, WorldState state)
    {
        _folder = folder;
        Cloud = new CloudState(folder.Path, seed, settings);
        _raw = RawListeners.Start(certificates);
        _listeners = new Listeners(settings, sites, certificates, PortStore.Open(folder.Path));
        Map = new EndpointMap(sites, _listeners, _raw, certificates);
        Tokens = new TokenStore([.. SpaceTechTokens.Create(seed), .. CloudTokens.Create(seed)]);
        State = state;
        _application = Build(settings.TimeProvider, sites);
    }

    public EndpointMap Map { get; }
    public TokenStore Tokens { get; }
    public CloudState Cloud { get; }
    public RequestLog Requests { get; } = new();
    public WorldState State { get; }
    public Uri BaseUrl => _listeners.HttpUrls[0];

    public static async Task<EmulatorHost> StartAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var folder = DataFolder.Open(settings.DataFolder);
        EmulatorHost? host = null;
        try
        {
            var world = await WorldFile.OpenOrCreateAsync(folder.Path, settings.TimeProvider, cancellationToken);
            var certificates = CertificateFolder.OpenOrCreate(Path.Combine(folder.Path, "certificates"), settings.TimeProvider);
            var sites = new SiteMap([.. SiteCatalog.All, .. ScaleSite.Of(settings)]);
            var state = WorldState.Open(folder.Path, settings, sites);
            host = new EmulatorHost(settings, folder, certificates, world.SeedBytes(), sites, state);
            await host._application.StartAsync(cancellationToken);
            host._listeners.SavePorts();
            state.Hooks.Resume();
            return host;
        }
        catch
        {
            if (host is not null)
                await host.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;

        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        await _raw.DisposeAsync();
        await State.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Reads no configuration of the process, which belongs to the host program.</summary>
    private WebApplication Build(TimeProvider time, SiteMap sites)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = nameof(AzureDevOpsEmulator) });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(_listeners.Configure);
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var application = builder.Build();
        var api = new RestApiHandler(State.Contents, Cloud.Switches, State.Changes, State.Hooks, time);
        var git = new GitHttpHandler(State.Contents);
        var services = new CloudServer(new CloudAuthorization(Tokens, Cloud.Tokens, Cloud.Switches), Cloud.Switches, api, git);
        var server = new SiteDispatcher(sites, new OnPremisesServer(Tokens, api, git), services, Cloud.SignIn, Cloud.Metadata, application.Lifetime);
        var logging = new RequestLogMiddleware(Requests, Tokens, time);
        var description = new DescriptionEndpoint(Map, Tokens, Cloud);
        var controls = new CloudControlEndpoint(Cloud);
        var world = new WorldPageEndpoint(new EmulatedWorld(State));
        var pausing = new RequestPauseMiddleware(State.Pauses);
        application.Use(next => context => logging.InvokeAsync(context, next));
        application.Use(next => context => pausing.InvokeAsync(context, next));
        application.Run(context => DescriptionEndpoint.Handles(context) ? description.WriteAsync(context)
            : CloudControlEndpoint.Handles(context) ? controls.InvokeAsync(context)
            : WorldPageEndpoint.Handles(context) ? world.HandleAsync(context)
            : server.InvokeAsync(context));
        return application;
    }
}
