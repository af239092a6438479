using AzureDevOpsEmulator.Authentication;
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
        RequestLog requests,
        EmulatedState state)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = nameof(AzureDevOpsEmulator) });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listeners.Configure);
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var application = builder.Build();
        var api = new ApiServer(state.Contents, state.Changes, state.Hooks, time);
        var server = new SiteServer(sites, new ProductServer(tokens, api, new GitFace(state.Contents)), application.Lifetime);
        var logging = new RequestLogging(requests, tokens, time);
        var description = new SelfDescription(map, tokens);
        var world = new WorldSite(new EmulatedWorld(state));
        application.Use(next => context => logging.InvokeAsync(context, next));
        application.Run(context => SelfDescription.IsMeant(context) ? description.WriteAsync(context)
            : WorldSite.IsMeant(context) ? world.AnswerAsync(context)
            : server.InvokeAsync(context));
        return application;
    }
}
