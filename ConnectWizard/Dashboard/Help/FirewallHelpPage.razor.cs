using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard.Help;

/// <summary>Which addresses and ports this installation uses, out and in, made from its configuration and its connections; and what stands in the way.</summary>
public sealed partial class FirewallHelpPage : IDisposable
{
    private const string AllowFile =
        """
        { "Network": { "AllowedNetworks": [ "10.20.0.0/16", "azure.example.com" ] } }
        """;

    private static readonly string[] Sections = ["all", "out", "in", "policy", "trust", "locations", "address", "way", "encryption", "answers", "busy", "hooks"];

    private readonly CancellationTokenSource _cancellation = new();
    private IReadOnlyList<ServerAddress> _servers = [];

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required FirewallFacts Facts { get; init; }

    [Inject]
    public required IStringLocalizer<FirewallHelpPage> Text { get; init; }

    private FirewallSheet Sheet => new(Facts, _servers, Text);

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var connections = await Connections.ListAsync(Browser.Workspace, _cancellation.Token);
        _servers = [.. connections.Select(connection => connection.Target.Address with { VirtualDirectory = "" }).Distinct()];
    }
}
