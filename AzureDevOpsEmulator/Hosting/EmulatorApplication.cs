using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Cloud;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>Puts the parts together. No configuration of the process is read: it belongs to whoever started the emulator.</summary>
internal static class EmulatorApplication
{
    public static WebApplication Build(
        TimeProvider time, Listeners listeners, SiteMap sites, EmulatorMap map, TokenDirectory tokens, CloudParts cloud,
        RequestLog requests)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = nameof(AzureDevOpsEmulator) });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listeners.Configure);
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var application = builder.Build();
        var contents = new SeededContents();
        var (api, git) = (new ApiServer(contents, cloud.Switches), new GitFace(contents));
        var services = new CloudServer(new CloudGate(tokens, cloud.Entra.Tokens, cloud.Switches), cloud.Switches, api, git);
        var server = new SiteServer(sites, new ProductServer(tokens, api, git), services, cloud.Entra.Server, application.Lifetime);
        var logging = new RequestLogging(requests, tokens, time);
        var description = new SelfDescription(map, tokens, cloud);
        var controls = new CloudControls(cloud);
        application.Use(next => context => logging.InvokeAsync(context, next));
        application.Run(context => SelfDescription.IsMeant(context) ? description.WriteAsync(context)
            : CloudControls.AreMeant(context) ? controls.InvokeAsync(context)
            : server.InvokeAsync(context));
        return application;
    }
}
