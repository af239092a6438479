using System.Runtime.InteropServices;
using ConnectWizard.Access;
using ConnectWizard.Accounts;
using ConnectWizard.Audit;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Builds;
using ConnectWizard.Builds.GitProxy;
using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Dashboard;
using ConnectWizard.Demo;
using ConnectWizard.Network;
using ConnectWizard.Notifications;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Startup;
using ConnectWizard.Storage;
using ConnectWizard.Storage.Audit;
using ConnectWizard.Storage.Sqlite;
using ConnectWizard.Wizard;
using Microsoft.Extensions.Options;

namespace ConnectWizard;

/// <summary>The product: what it consists of, in the order in which a request meets it.</summary>
public static class ConnectWizardApp
{
    private const string BackupCommand = "backup";
    private const string AuditCommand = "audit";

    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The process's exit code: 0, or when it could not start for a reason that the operator can fix that of <see cref="StartupFailure.ExitCodeOf"/>;
    /// the reason is printed without a stack trace.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        // From the first moment: the host listens to signals only once it starts, and the demo's own hosts would take those before for themselves.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            if (args is [BackupCommand, .. var rest])
                return Backup(rest);
            if (args is [AuditCommand, .. var audit])
                return await VerifyAuditAsync(audit, stop.Token);
            if (args is [var command, ..] && !command.StartsWith('-') && !command.StartsWith('/') && !command.Contains('=', StringComparison.Ordinal))
                throw new StartupException($"{command}: there is no such command. There are {BackupCommand} FILE and {AuditCommand} verify FILE; without one, ConnectWizard serves.");
            await using var app = await BuildAsync(args, null, stop.Token);
            await StartAsync(app, stop.Token);
            await app.WaitForShutdownAsync(stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (StartupFailure.TryDescribe(e, out var message))
        {
            await Console.Error.WriteAsync(message);
            return StartupFailure.ExitCodeOf(e);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Copies the store that configuration names to a file, beside products that run.</summary>
    private static int Backup(string[] args)
    {
        if (args is not [var file, .. var settings] || file.StartsWith('-'))
            throw new StartupException($"{BackupCommand}: name the file to write: {BackupCommand} /var/backups/connectwizard.db");
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddValidatedOptions<StoreOptions, ValidateStoreOptions>(StoreOptions.Section);
        using var host = builder.Build();
        var database = SqliteBackup.Copy(host.Services.GetRequiredService<IOptions<StoreOptions>>().Value, file);
        Console.WriteLine($"Copied {database} to {file}. The key that opens the tokens in it is not in it.");
        return 0;
    }

    /// <summary>Verifies an exported audit trail with the keys of the store that configuration names.</summary>
    private static async Task<int> VerifyAuditAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is not ["verify", var file, .. var settings] || file.StartsWith('-'))
            throw new StartupException($"{AuditCommand}: name a file that was exported as JSON: {AuditCommand} verify audit.json");
        if (!File.Exists(file))
            throw new StartupException($"{AuditCommand}: {file}: there is no such file.");
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddStorage();
        await using var services = builder.Services.BuildServiceProvider();
        var store = services.OpenAuditStore();
        var (isVerified, lines) = await AuditFile.VerifyAsync(store, file, cancellationToken);
        foreach (var line in lines)
            Console.WriteLine(line);
        return isVerified ? 0 : 1;
    }

    /// <summary>Makes the product ready to start.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Called when everything is registered: a test adds its settings and swaps what it must. It starts what people start.</param>
    /// <param name="cancellationToken">Ends the start of the demo's emulator.</param>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure, CancellationToken cancellationToken)
    {
        // Settings and static files lie beside the program, wherever it is started from; in a test the entry assembly is another one.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ConnectWizardApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        // By itself the framework finds a build's static files in Development only; a publish has them all beside it, and then this does nothing.
        builder.WebHost.UseStaticWebAssets();
        AddServices(builder);
        configure?.Invoke(builder);
        await builder.AddDemoAsync(cancellationToken);
        builder.UseDefaultAddress();

        var app = builder.Build();
        app.Services.ValidateOptions();
        app.UseListeners();
        app.LogTelemetry();
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
        builder.Logging.AddLineFormatter();
        builder.Services.AddStartupFailure();
        builder.Services.AddSensitiveLogFilter();
        builder.Services.AddHealth();
        builder.AddTelemetry();
        builder.Services.AddAccess();
        builder.Services.AddNetwork();
        builder.Services.AddAzureDevOps();
        builder.Services.AddStorage();
        builder.Services.AddSignIn();
        builder.Services.AddChecks();
        builder.Services.AddRepositories();
        builder.Services.AddServiceHooks();
        builder.Services.AddPolling();
        builder.Services.AddAudit();
        builder.Services.AddConnectionService();
        builder.Services.AddProfiles();
        builder.Services.AddDailyCheck();
        builder.Services.AddBuilds();
        builder.Services.AddNotifications();
        builder.Services.AddDashboard();
        builder.Services.AddWizard();
        builder.Services.AddPages();
    }

    private static void UseRequests(WebApplication app)
    {
        app.UseAccess();
        app.UseHeadRequests();
        app.UseCircuits();
        app.UseResponseCompression();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseOutages();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseBrowserIdentity();
        app.UseSignIn();
        app.UseRequestLocalization(PageServices.DefaultCulture);
        app.UseCircuitLimit();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.UseRefusedForms();
        app.MapStaticAssets();
        app.MapHealth();
        app.MapSignIn();
        app.MapBrowser();
        app.MapServiceHooks();
        app.MapGitProxy();
        app.MapAudit();
        app.MapWizard();
        app.MapExpiryCalendar();
        app.MapPages();
    }
}
