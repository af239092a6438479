using System.Globalization;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Manage.Help;

/// <summary>Which addresses and ports this installation uses, out and in, made from its configuration and its connections.</summary>
public sealed partial class FirewallHelpPage : IDisposable
{
    private const string AllowExample = "Network__AllowedNetworks__0=10.20.0.0/16\nNetwork__AllowedNetworks__1=azure.example.com";
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<ServerAddress> _servers = [];

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required FirewallFacts Facts { get; init; }

    [Inject]
    public required IStringLocalizer<FirewallHelpPage> Text { get; init; }

    private string Outgoing => _servers.Count == 0
        ? Text["Out.None"]
        : string.Join('\n', _servers.Select(server => string.Create(CultureInfo.InvariantCulture, $"TCP {server.Host} {server.Port} ({server.Scheme})")));

    private string Incoming => Facts.PublicUrl is { } url
        ? string.Create(CultureInfo.InvariantCulture, $"TCP {url.Host} {url.Port} ({url.Scheme})")
        : Text["In.None"];

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var connections = await Connections.ListAsync(WorkspaceId.Default, _leaving.Token);
        _servers = [.. connections.Select(connection => connection.Target.Address with { VirtualDirectory = "" }).Distinct()];
    }
}
