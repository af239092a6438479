using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Administrator;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>Changes the trigger source of a profile: webhooks, webhooks that an administrator creates, or polling.</summary>
public sealed partial class TriggerSourceSwitch
{
    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>The source was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required IProfileWebhooks Webhooks { get; init; }

    [Inject]
    public required IAdministratorLinks Links { get; init; }

    [Inject]
    public required PollingInterval Polling { get; init; }

    [Inject]
    public required IStringLocalizer<TriggerSourceSwitch> Text { get; init; }

    /// <summary>None for a profile without triggers.</summary>
    private IEnumerable<TriggerSource> Choices => Profile.TriggerPush || Profile.TriggerPullRequest
        ? new[] { TriggerSource.Webhooks, TriggerSource.Administrator, TriggerSource.Polling }.Where(source => source != Profile.TriggerSource)
        : [];

    private Task SwitchAsync(TriggerSource source) => WhileBusyAsync(async () =>
    {
        var actor = await Browser.GetActorAsync(CancellationToken);
        await Profiles.ChangeTriggerSourceAsync(actor, Profile.Id, source, CancellationToken);
        await Links.RevokeAsync(Profile, CancellationToken);
        Webhooks.RequestSync();
        await Changed.InvokeAsync();
    });
}
