using AzureDevOpsEmulator;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Network;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The real engine, gateway and network against the emulator, over real HTTPS by realistic names.</summary>
public sealed class EmulatedCheck : IAsyncLifetime
{
    private readonly Dictionary<TimeSpan, ServiceProvider> _services = [];
    private AzureDevOpsEmulator.Emulator? _emulator;

    public AzureDevOpsEmulator.Emulator Emulator => _emulator ?? throw new InvalidOperationException("The emulator has not been started.");

    public async ValueTask InitializeAsync() =>
        _emulator = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services.Values)
            await services.DisposeAsync();

        await Emulator.DisposeAsync();
    }

    public string Token(string name) => Emulator.Tokens.Single(token => token.Name == name).Value;

    public Uri Server(string name) => Emulator.Servers.Single(server => server.Name == name).BaseUrl;

    public EmulatedScene Scene(string name) => Emulator.Scenes.Single(scene => scene.Name == name);

    public CurlLines Curl => Services(TimeSpan.FromSeconds(10)).GetRequiredService<CurlLines>();

    public Task<CheckResult> RunAsync(
        string url, string collection = "DefaultCollection", string? token = "full", TimeSpan? itemTimeout = null) =>
        RunAsync(Subject(url, collection, token), _ => { }, itemTimeout, TestContext.Current.CancellationToken);

    public Task<CheckResult> RunAsync(CheckSubject subject, Action<CheckItem> changed, TimeSpan? itemTimeout, CancellationToken cancellationToken) =>
        Services(itemTimeout ?? TimeSpan.FromSeconds(10)).GetRequiredService<IConnectionCheck>().RunAsync(subject, changed, cancellationToken);

    /// <param name="url">The server's address as typed.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="token">The name of one of the emulator's tokens, or any other text as it is.</param>
    public CheckSubject Subject(string url, string collection = "DefaultCollection", string? token = "full") => new(
        ParsedTarget.Parse(url, collection), token is null ? null : new Secret(Emulator.Tokens.FirstOrDefault(known => known.Name == token)?.Value ?? token));

    /// <summary>Where answers of scenes lead to and nobody may go: whoever goes there is in the emulator's log of requests.</summary>
    private IEnumerable<EmulatedEndpoint> Canaries()
    {
        var target = Emulator.Endpoints.First(endpoint => endpoint is { Host: "azure.spacetech.example", Port: 443 }).Target;
        var plain = Emulator.Endpoints.First(endpoint => endpoint is { Host: "azure.spacetech.example", Port: 80 }).Target;
        return
        [
            new("login.spacetech.example", 443, target),
            new("devops-internal.spacetech.example", 443, target),
            new("other-port-links.spacetech.example", 8443, target),
            new("http-links.spacetech.example", 8080, plain),
            new("localhost", 8080, plain),
        ];
    }

    private ServiceProvider Services(TimeSpan itemTimeout)
    {
        lock (_services)
        {
            return _services.TryGetValue(itemTimeout, out var services) ? services : _services[itemTimeout] = Build(itemTimeout);
        }
    }

    private ServiceProvider Build(TimeSpan itemTimeout)
    {
        var settings = Emulator.Endpoints.Concat(Canaries())
            .Select(endpoint => $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target.Address}:{endpoint.Target.Port}")
            .Select((entry, index) => KeyValuePair.Create($"Network:ConnectTo:{index}", (string?)entry))
            .Append(new("Network:TrustedCertificates:0", Emulator.CertificateAuthorityFile));
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(new CheckPolicy(2020) { OutboundAddresses = ["203.0.113.7"] })
            .AddSingleton(new OutboundTimeouts { Item = itemTimeout })
            .AddAzureDevOps()
            .AddChecks()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
