namespace AzureDevOpsEmulator.Hosting;

/// <summary>Everything of a running emulator that must be stopped in the end, and what is known once it runs.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly RawListeners _raw;
    private readonly Listeners _listeners;
    private readonly WebApplication _application;
    private bool _disposed;

    private EmulatorHost(EmulatorSettings settings, DataFolder folder, CertificateFolder certificates, byte[] seed, SiteMap sites, EmulatedState state)
    {
        _folder = folder;
        Cloud = new CloudParts(folder.Path, seed, settings.TimeProvider);
        _raw = RawListeners.Start(certificates);
        _listeners = new Listeners(settings, sites, certificates, PortMemory.Open(folder.Path));
        Map = new EmulatorMap(sites, _listeners, _raw, certificates);
        Tokens = new TokenDirectory([.. SpaceTechTokens.Create(seed), .. CloudTokens.Create(seed)]);
        State = state;
        _application = EmulatorApplication.Build(settings.TimeProvider, _listeners, sites, Map, Tokens, Cloud, Requests, state);
    }

    public EmulatorMap Map { get; }

    public TokenDirectory Tokens { get; }

    public CloudParts Cloud { get; }

    public RequestLog Requests { get; } = new();

    public EmulatedState State { get; }

    public Uri BaseUrl => _listeners.HttpUrls[0];

    public static async Task<EmulatorHost> StartAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var folder = DataFolder.Open(settings.DataFolder);
        EmulatorHost? host = null;
        try
        {
            var world = await WorldFile.OpenOrCreateAsync(folder.Path, settings.TimeProvider, cancellationToken);
            var certificates = CertificateFolder.OpenOrCreate(Path.Combine(folder.Path, "certificates"), settings.TimeProvider);
            var sites = new SiteMap([.. SiteCatalogue.All, .. ScaleSite.Of(settings)]);
            var state = EmulatedState.Open(folder.Path, settings, sites);
            host = new EmulatorHost(settings, folder, certificates, world.SeedBytes(), sites, state);
            await host._application.StartAsync(cancellationToken);
            host._listeners.Bind();
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
}

/// <summary>Puts the parts together. No configuration of the process is read: it belongs to whoever started the emulator.</summary>
internal static class EmulatorApplication
{
    public static WebApplication Build(
        TimeProvider time,
        Listeners listeners,
        SiteMap sites,
        EmulatorMap map,
        TokenDirectory tokens,
        CloudParts cloud,
        RequestLog requests,
        EmulatedState state)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = nameof(AzureDevOpsEmulator) });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listeners.Configure);
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var application = builder.Build();
        var api = new ApiServer(state.Contents, cloud.Switches, state.Changes, state.Hooks, time);
        var git = new GitFace(state.Contents);
        var services = new CloudServer(new CloudGate(tokens, cloud.Entra.Tokens, cloud.Switches), cloud.Switches, api, git);
        var server = new SiteServer(sites, new ProductServer(tokens, api, git), services, cloud.Entra.Server, application.Lifetime);
        var logging = new RequestLogging(requests, tokens, time);
        var description = new SelfDescription(map, tokens, cloud);
        var controls = new CloudControls(cloud);
        var world = new WorldSite(new EmulatedWorld(state));
        var holding = new RequestHolding(state.Holds);
        application.Use(next => context => logging.InvokeAsync(context, next));
        application.Use(next => context => holding.InvokeAsync(context, next));
        application.Run(context => SelfDescription.IsMeant(context) ? description.WriteAsync(context)
            : CloudControls.AreMeant(context) ? controls.InvokeAsync(context)
            : WorldSite.IsMeant(context) ? world.AnswerAsync(context)
            : server.InvokeAsync(context));
        return application;
    }
}
