using ConnectWizard.Connections;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>Another way for a profile's news to get here: from polling to webhooks, from an administrator who does not come to polling.</summary>
public sealed partial class TriggerSourceSwitch : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private bool _isSwitching;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>The source was changed: the page looks again.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    public required IProfileStore Profiles { get; init; }

    [Inject]
    public required IProfileWebhooks ProfileWebhooks { get; init; }

    [Inject]
    public required IAdministratorLinks Links { get; init; }

    [Inject]
    public required ProfileSignals Signals { get; init; }

    [Inject]
    public required PollingInterval Polling { get; init; }

    [Inject]
    public required IStringLocalizer<TriggerSourceSwitch> Text { get; init; }

    /// <summary>None for a profile that nothing triggers: it has no news to hear.</summary>
    private TriggerSource[] Ways => Profile.TriggerPush || Profile.TriggerPullRequest
        ? [.. new[] { TriggerSource.Webhooks, TriggerSource.Administrator, TriggerSource.Polling }.Where(way => way != Profile.TriggerSource)]
        : [];

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    private async Task SwitchAsync(TriggerSource news)
    {
        _isSwitching = true;
        try
        {
            await Profiles.ChangeTriggerSourceAsync(Profile.Workspace, Profile.Id, news, _cancellation.Token);
            await Links.RevokeAsync(Profile, _cancellation.Token);
            ProfileWebhooks.RequestSync();
            Signals.Changed(Profile.Id);
            await Changed.InvokeAsync();
        }
        finally
        {
            _isSwitching = false;
        }
    }
}
