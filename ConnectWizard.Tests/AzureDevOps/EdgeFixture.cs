using System.Globalization;
using AzureDevOpsEmulator;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>An emulator, and the product's edge as the operator would configure it: realistic names through ConnectTo, and the emulator's authority.</summary>
public sealed class EdgeFixture : IAsyncLifetime
{
    private AzureDevOpsEmulator.Emulator? _emulator;
    private ServiceProvider? _services;
    private ServiceProvider? _hurried;

    public AzureDevOpsEmulator.Emulator Emulator => _emulator ?? throw new InvalidOperationException("The emulator has not been started.");

    /// <summary>The product's configuration for this emulator.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings =>
    [
        .. Emulator.Endpoints.Select((endpoint, index) => (
            string.Create(CultureInfo.InvariantCulture, $"Network:ConnectTo:{index}"),
            $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target.Address}:{endpoint.Target.Port}")),
        ("Network:TrustedCertificates:0", Emulator.CertificateAuthorityFile),
    ];

    public IAzureDevOpsGateway Gateway => Services.GetRequiredService<IAzureDevOpsGateway>();

    public IRepositoryGateway Repositories => Services.GetRequiredService<IRepositoryGateway>();

    public ITransportProbe Probe => Services.GetRequiredService<ITransportProbe>();

    public IServiceProvider Services => _services ?? throw new InvalidOperationException("The emulator has not been started.");

    /// <summary>The same with limits that run out sooner: for servers that never answer, and only for them.</summary>
    public IServiceProvider Hurried => _hurried ?? throw new InvalidOperationException("The emulator has not been started.");

    public Secret Token(string name) => new(Emulator.Tokens.Single(token => token.Name == name).Value);

    /// <summary>A collection of one of the emulator's servers, by the server's name.</summary>
    public ServerTarget Server(string name, string collection = "DefaultCollection") =>
        new(AddressOf(Emulator.Servers.Single(server => server.Name == name).BaseUrl), collection);

    public ServerTarget Scene(string name) => new(AddressOf(Emulator.Scenes.Single(scene => scene.Name == name).Url), "DefaultCollection");

    public async ValueTask InitializeAsync()
    {
        _emulator = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings(), TestContext.Current.CancellationToken);
        _services = EdgeServices.Build(Settings);
        _hurried = EdgeServices.Build(Settings, services => services.AddSingleton<TimeProvider>(new HurriedTime()));
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        if (_hurried is not null)
            await _hurried.DisposeAsync();
        if (_emulator is not null)
            await _emulator.DisposeAsync();
    }

    private static ServerAddress AddressOf(Uri url) => new(url.Scheme, url.IdnHost, url.Port, url.AbsolutePath.TrimEnd('/'));
}

/// <summary>The product's own registrations with a configuration of the test's.</summary>
internal static class EdgeServices
{
    public static ServiceProvider Build(IEnumerable<(string Key, string Value)> settings, Action<IServiceCollection>? replace = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        replace?.Invoke(services);
        return services.AddAzureDevOps().BuildServiceProvider();
    }
}
