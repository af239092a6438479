using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard.Help;

/// <summary>The addresses and ports that this installation uses, outbound and inbound, from its configuration and its connections.</summary>
public sealed partial class FirewallHelpPage
{
    private const string AllowFile =
        """
        { "Network": { "AllowedNetworks": [ "10.20.0.0/16:443", "azure.example.com:8080" ] } }
        """;

    private static readonly string[] Sections = ["all", "out", "in", "policy", "trust", "locations", "address", "way", "encryption", "answers", "busy", "hooks"];

    private IReadOnlyList<ServerAddress> _servers = [];

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required ConnectionService Connections { get; init; }

    [Inject]
    public required FirewallFacts Facts { get; init; }

    [Inject]
    public required IStringLocalizer<FirewallHelpPage> Text { get; init; }

    private FirewallSheet Sheet => new(Facts, _servers, Text);

    protected override async Task OnInitializedAsync()
    {
        var connections = await Connections.ListAsync(await Browser.GetActorAsync(CancellationToken), CancellationToken);
        _servers = [.. connections.Select(connection => connection.Target.Address with { VirtualDirectory = "" }).Distinct()];
    }
}
