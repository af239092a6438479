using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>A connection of the home page with its profiles.</summary>
public sealed partial class ConnectionRow
{
    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The only one of its name, which is its heading then.</summary>
    [Parameter]
    public bool IsAlone { get; set; } = true;

    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildProfile> Profiles { get; set; }

    /// <summary>How the profiles' events are received, as far as that was read.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyDictionary<ProfileId, WebhookSummary> Webhooks { get; set; }

    [Parameter]
    [EditorRequired]
    public required ILookup<ProfileId, RecentBuild> Builds { get; set; }

    private bool IsServices => Connection.Target.Provider == ProviderKind.Services;

    private DateTimeOffset? LastEventAt => Profiles.Max(profile => Webhooks.GetValueOrDefault(profile.Id)?.LastDeliveryAt);
}
