using System.Net;
using System.Net.Sockets;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ConnectWizard.Network.Hostile;

/// <summary>The whole way of a typed address: the check's engine, parser, resolver, policy and dialler, with no entry of <c>ConnectTo</c>.</summary>
internal sealed class EndToEnd : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="resolver">The names of the test's world.</param>
    /// <param name="mayConnect">False ends the check at its port, for addresses that are somebody's.</param>
    /// <param name="allowed">The entries of <c>Network:AllowedNetworks</c>.</param>
    public EndToEnd(INameResolver resolver, bool mayConnect, params IEnumerable<string> allowed)
    {
        var settings = allowed.Select((entry, index) => KeyValuePair.Create($"Network:AllowedNetworks:{index}", (string?)entry));
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(resolver)
            .AddSingleton(new CheckPolicy(2020))
            .AddAzureDevOps()
            .AddChecks();
        if (!mayConnect)
            services.AddSingleton<ITransportProbe>(provider => new PortlessProbe(ActivatorUtilities.CreateInstance<TransportProbe>(provider)));
        _services = services.BuildServiceProvider();
    }

    public OutboundHttp Http => _services.GetRequiredService<OutboundHttp>();

    public Task<CheckResult> CheckAsync(string url) => _services.GetRequiredService<IConnectionCheck>()
        .RunAsync(new CheckSubject(ParsedTarget.Parse(url, "Main"), new Secret("none")), _ => { }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Name and policy as they are; it connects to nothing.</summary>
    private sealed class PortlessProbe(ITransportProbe probe) : ITransportProbe
    {
        public Task<Result<ResolvedHost>> ResolveAsync(ServerAddress address, CancellationToken cancellationToken) =>
            probe.ResolveAsync(address, cancellationToken);

        public Result<ResolvedHost> Permit(ResolvedHost host) => probe.Permit(host);

        public Task<Result<IPEndPoint>> ConnectAsync(ResolvedHost host, CancellationToken cancellationToken) =>
            Task.FromResult<Result<IPEndPoint>>(new Problem(ProblemCode.Unreachable));

        public Task<Result<TlsHandshake>> HandshakeAsync(ResolvedHost host, CancellationToken cancellationToken) =>
            Task.FromResult<Result<TlsHandshake>>(new Problem(ProblemCode.Unreachable));
    }
}

/// <summary>Knows one name and nothing else, and keeps what it was asked.</summary>
internal sealed class NameFixture(string name, string answers) : INameResolver
{
    public static NameFixture None => new("", "");

    public List<string> Asked { get; } = [];

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Add(host);
        return host == name
            ? Task.FromResult<IReadOnlyList<IPAddress>>([.. answers.Split(' ').Select(IPAddress.Parse)])
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
