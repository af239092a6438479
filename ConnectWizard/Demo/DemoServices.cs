using System.Globalization;
using System.Runtime.CompilerServices;
using AzureDevOpsEmulator;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ConnectWizard.Demo;

/// <summary>
/// The demo: an emulated Azure DevOps in this process, reached over real HTTP and TLS under realistic names. It only adds configuration
/// (<c>Network:ConnectTo</c>, <c>Network:TrustedCertificates</c>, an app to sign in with, a store and a build system of its own) and
/// sample connections; no other feature knows of it.
/// </summary>
public static class DemoServices
{
    /// <summary>Shortens the delays before a webhook is sent again from minutes to seconds.</summary>
    private const double HookDelayFactor = 0.02;

    /// <summary>Starts the emulator if the demo is enabled, before the options that point to it are read.</summary>
    /// <exception cref="StartupException">The demo is enabled in Production, or without the emulator.</exception>
    public static async Task<WebApplicationBuilder> AddDemoAsync(this WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        if (new BoundSection(typeof(DemoOptions), DemoOptions.Section).SetAsideUnreadable(builder.Configuration) is { } unreadable)
            throw unreadable;
        var options = builder.Configuration.GetSection(DemoOptions.Section).Get<DemoOptions>() ?? new DemoOptions();
        if (options.Enabled is true && builder.Environment.IsProduction())
            throw new StartupException("Demo:Enabled: the demo does not run in Production. Remove the key, or set ASPNETCORE_ENVIRONMENT to Development.");

        if (!(options.Enabled ?? builder.Environment.IsDevelopment()))
        {
            builder.Services.AddSingleton(new SampleConnections());
            builder.Services.AddSingleton(new DemoLinks());
            return builder;
        }

        try
        {
            await AddEmulatorAsync(builder, options, cancellationToken);
            return builder;
        }
        catch (FileNotFoundException missing) when (missing.FileName?.StartsWith("AzureDevOpsEmulator,", StringComparison.Ordinal) == true)
        {
            throw new StartupException(
                "Demo:Enabled: this ConnectWizard was published without the emulator that the demo consists of. Set ASPNETCORE_ENVIRONMENT to Production, "
                + "or publish it with -p:WithEmulator=true.", missing);
        }
    }

    /// <remarks>What was published without the emulator must not come here: the runtime looks for its assembly as soon as a method that names it is called.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task AddEmulatorAsync(WebApplicationBuilder builder, DemoOptions options, CancellationToken cancellationToken)
    {
        var folder = options.DataFolder ?? DefaultFolder();
        var settings = new EmulatorSettings
        {
            DataFolder = Path.Combine(folder, "azure-devops"),
            ApplicationName = "ConnectWizard",
            HookDelayFactor = HookDelayFactor,
            Scale = builder.Configuration.GetSection($"{DemoOptions.Section}:{nameof(EmulatorSettings.Scale)}").Get<EmulatedScale>(),
        };
        var emulator = await StartAsync(settings, cancellationToken);
        var buildSystem = await DemoBuildSystem.StartAsync(folder, cancellationToken);
        builder.Configuration.AddInMemoryCollection(ConnectTo(emulator, builder.Configuration, folder));
        builder.Configuration.AddInMemoryCollection(SendTo(buildSystem, builder.Configuration));
        builder.Services.AddSingleton(_ => emulator);
        builder.Services.AddSingleton(_ => buildSystem);
        builder.Services.AddSingleton(provider => provider.GetRequiredService<DemoBuildSystem>().Builds);
        builder.Services.AddHostedService<EmulatorLifetime>();
        builder.Services.Configure<ShellOptions>(shell => (shell.IsDemo, shell.Panel) = (true, typeof(DemoPanel)));
        builder.Services.AddSingleton(DemoPages.Of(emulator));
        builder.Services.AddSingleton(DemoSamples.Of(emulator));
        builder.Services.AddSeed(options, folder);
    }

    private static void AddSeed(this IServiceCollection services, DemoOptions options, string folder)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => new SeedMarker(folder, provider.GetRequiredService<IKeyManager>()));
        services.AddSingleton<SeedWizard>();
        services.AddSingleton<SeedHistory>();
        services.AddSingleton<SeedSignIn>();
        services.AddSingleton<DemoSeed>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoSeed>());
    }

    /// <exception cref="StartupException">Another demo uses the folder, or it cannot be used at all.</exception>
    private static async Task<Emulator> StartAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await Emulator.StartAsync(settings, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"Demo:DataFolder: the folder {settings.DataFolder} cannot be used ({e.Message.TrimEnd('.')}). Stop the other demo, or name another folder.", e);
        }
    }

    private static string DefaultFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "ConnectWizard", "demo");

    /// <summary>Adds entries after those that are configured, and keeps a configured store.</summary>
    private static Dictionary<string, string?> ConnectTo(Emulator emulator, ConfigurationManager configuration, string folder)
    {
        var added = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Append(added, configuration, "Network:ConnectTo", emulator.Endpoints.Select(endpoint =>
            string.Create(CultureInfo.InvariantCulture, $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target.Address}:{endpoint.Target.Port}")));
        Append(added, configuration, "Network:TrustedCertificates", [emulator.CertificateAuthorityFile]);
        if (string.IsNullOrEmpty(configuration["AzureDevOps:Cloud:ClientId"]))
        {
            // The browser has no ConnectTo, so it is sent to the emulator's own address.
            added["AzureDevOps:Cloud:ClientId"] = emulator.Cloud.ClientId;
            added["AzureDevOps:Cloud:ClientSecret"] = emulator.Cloud.ClientSecret;
            added["AzureDevOps:Cloud:Authority"] = $"{emulator.Cloud.BrowserAuthority.AbsoluteUri}/v2.0";
        }

        if (!configuration.GetSection("AzureDevOps:Cloud:Identities").GetChildren().Any())
            Offer(added, emulator, folder);

        if (string.IsNullOrEmpty(configuration["Store:ConnectionString"])
            && "Sqlite".Equals(configuration["Store:Provider"] ?? "Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            added["Store:ConnectionString"] = $"Data Source={Path.Combine(folder, "connectwizard.db")}";
            added["Store:IsDemo"] = "true";
        }

        return added;
    }

    /// <summary>Offers a federated identity, whose token is in a file, and the emulated machine's own.</summary>
    private static void Offer(Dictionary<string, string?> added, Emulator emulator, string folder)
    {
        const string Identities = "AzureDevOps:Cloud:Identities";
        var (file, pipeline) = (Path.Combine(folder, "projected-token"), emulator.Cloud.Clients.Single(client => client.Name == "pipeline"));
        PrivateFiles.Replace(file, emulator.Cloud.CreateAssertion(lifetime: TimeSpan.FromDays(365)));
        foreach (var (position, name, kind) in new[] { (0, "Build cluster", "Federated"), (1, "Build machine", "ManagedIdentity") })
        {
            added[$"{Identities}:{position}:Name"] = name;
            added[$"{Identities}:{position}:Kind"] = kind;
            added[$"{Identities}:{position}:Tenant"] = emulator.Cloud.Tenants[0].Domain;
            added[$"{Identities}:{position}:Organizations:0"] = "spacetech";
        }

        added[$"{Identities}:0:ClientId"] = pipeline.ClientId;
        added[$"{Identities}:0:AssertionFile"] = file;
    }

    /// <summary>Keeps a configured build system.</summary>
    private static Dictionary<string, string?> SendTo(DemoBuildSystem buildSystem, ConfigurationManager configuration) =>
        string.IsNullOrEmpty(configuration["Builds:Url"])
            ? new(StringComparer.OrdinalIgnoreCase)
            {
                ["Builds:Url"] = buildSystem.Url.AbsoluteUri,
                ["Builds:SecretFile"] = buildSystem.Builds.SecretFile,
            }
            : [];

    private static void Append(Dictionary<string, string?> added, ConfigurationManager configuration, string list, IEnumerable<string> values)
    {
        var next = configuration.GetSection(list).GetChildren().Count();
        foreach (var value in values)
            added[string.Create(CultureInfo.InvariantCulture, $"{list}:{next++}")] = value;
    }
}
