using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Cloud;
using AzureDevOpsEmulator.WorldPage;

namespace AzureDevOpsEmulator.Hosting;

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
