using ConnectWizard.Access;
using ConnectWizard.SignIn;
using ConnectWizard.Startup;
using ConnectWizard.Storage;

namespace ConnectWizard;

/// <summary>The product: what it consists of, in the order in which a request meets it.</summary>
public static class ConnectWizardApp
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The process's exit code: 0, or 1 when it could not start for a reason that the operator can mend; that is printed without a
    /// stack trace.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var app = Build(args);
            await StartAsync(app, cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception e) when (StartRefusal.TryDescribe(e, out var message))
        {
            await Console.Error.WriteAsync(message);
            return 1;
        }
    }

    /// <summary>Makes the product ready to start.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Called when everything is registered: a test adds its settings and swaps what it must. It starts what people
    /// start.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Settings and static files lie beside the program, wherever it is started from; in a test the entry assembly is another one.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ConnectWizardApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        AddServices(builder);
        configure?.Invoke(builder);
        builder.UseDefaultAddress();

        var app = builder.Build();
        app.Services.CheckOptions();
        UseRequests(app);
        return app;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            // Tells background services that run by now that this is the end; the host would report their cancellation as a crash.
            app.Lifetime.StopApplication();
            throw;
        }
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.Services.AddStartRefusal();
        builder.Services.AddAccess();
        builder.Services.AddStorage();
        builder.Services.AddSignIn();
    }

    private static void UseRequests(WebApplication app)
    {
        app.UseAccess();
        app.UseBrowserIdentity();
        app.MapStaticAssets();
    }
}
