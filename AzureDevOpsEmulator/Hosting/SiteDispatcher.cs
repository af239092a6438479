namespace AzureDevOpsEmulator.Hosting;

/// <summary>Dispatches each request to its site, through the site's scene if it has one.</summary>
internal sealed class SiteDispatcher(
    SiteMap sites, OnPremisesServer product, CloudServer cloud, EntraServer signIn, MetadataService metadata, IHostApplicationLifetime lifetime)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (sites.Resolve(context) is not { } site)
        {
            await UnknownSiteAsync(context);
            return;
        }

        context.SetSite(site);
        try
        {
            if (site.Network is { } network)
                await network.ApplyAsync(context);
            if (site.Scene?.Behavior is { } behaviour)
                await RunSceneAsync(context, behaviour);
            else
                await ServeAsync(context, site.Service);
        }
        catch (Exception bug) when (bug is not OperationCanceledException && !context.Response.HasStarted)
        {
            // An error of the emulator, not the service: its type differs, and it has the details.
            var error = new ApiError(500, bug.GetType().FullName + ", AzureDevOpsEmulator", "The Azure DevOps emulator failed: " + bug);
            await WireJson.WriteErrorAsync(context, error);
        }
    }

    private Task ServeAsync(HttpContext context, CloudService service) => service switch
    {
        CloudService.None => product.InvokeAsync(context),
        CloudService.SignIn => signIn.InvokeAsync(context),
        CloudService.Metadata => metadata.InvokeAsync(context),
        CloudService.Organizations or CloudService.Accounts => cloud.InvokeAsync(context),
    };

    /// <summary>Some scenes never end by themselves: the emulator must still be able to stop.</summary>
    private async Task RunSceneAsync(HttpContext context, Scenes.SceneBehavior behaviour)
    {
        using var stop = lifetime.ApplicationStopping.Register(context.Abort);
        await behaviour(context, product.InvokeAsync);
    }

    /// <summary>The responses of Windows' HTTP.sys to an unknown name, and of IIS outside the virtual directory.</summary>
    private Task UnknownSiteAsync(HttpContext context)
    {
        var known = sites.KnowsHost(context.Request.Host.Host);
        context.Response.Headers.Server = known ? "Microsoft-IIS/10.0" : "Microsoft-HTTPAPI/2.0";
        var (status, title, text) = known
            ? (404, "404 - File or directory not found.", "The resource you are looking for might have been removed.")
            : (400, "Bad Request - Invalid Hostname", "HTTP Error 400. The request hostname is invalid.");
        return context.WriteHtmlAsync(status, title, text);
    }
}
