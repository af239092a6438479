using ConnectWizard.Builds;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ConnectWizard.Dashboard;

/// <summary>A connection of the home page with its profiles.</summary>
public sealed partial class ConnectionRow
{
    /// <summary>How many profiles a row shows; the connection's page has all.</summary>
    public const int MaxProfiles = 5;

    private static readonly MarkupString Cloud = IconOf(Icons.Material.Outlined.CloudQueue);
    private static readonly MarkupString Server = IconOf(Icons.Material.Outlined.Dns);

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The only one of its name, which is its heading then.</summary>
    [Parameter]
    public bool IsAlone { get; set; } = true;

    /// <summary>The first of its profiles.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildProfile> Profiles { get; set; }

    /// <summary>Of all of its profiles.</summary>
    [Parameter]
    [EditorRequired]
    public int Count { get; set; }

    /// <summary>How the profiles' events are received, as far as that was read.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyDictionary<ProfileId, WebhookSummary> Webhooks { get; set; }

    [Parameter]
    [EditorRequired]
    public required ILookup<ProfileId, RecentBuild> Builds { get; set; }

    /// <summary>Somebody has to fix the webhooks of one of its profiles.</summary>
    [Parameter]
    public bool IsWebhookBroken { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }

    private ServerAddress Address => Connection.Target.Address;

    private bool IsServices => Connection.Target.Provider == ProviderKind.Services;

    private ConnectionHealth Health => HealthChip.Of(Connection, IsWebhookBroken);

    private static MarkupString IconOf(string icon) =>
        new($"""<svg class="mud-icon-root mud-svg-icon mud-primary-text mud-icon-size-medium" viewBox="0 0 24 24" aria-hidden="true">{icon}</svg>""");
}
