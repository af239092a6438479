using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>Changes the trigger source of a profile: webhooks, webhooks that an administrator creates, or polling.</summary>
public sealed partial class TriggerSourceSwitch
{
    private bool _isSaved;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>The source was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>None for a profile without triggers.</summary>
    private IEnumerable<TriggerSource> Choices => Profile.TriggerPush || Profile.TriggerPullRequest
        ? new[] { TriggerSource.Webhooks, TriggerSource.Administrator, TriggerSource.Polling }.Where(source => source != Profile.TriggerSource)
        : [];

    private Task BuildDraftsAsync(bool triggerDrafts) => WhileBusyAsync(async () =>
    {
        await Profiles.ChangeTriggerDraftsAsync(await Browser.GetActorAsync(CancellationToken), Profile.Id, triggerDrafts, CancellationToken);
        await EndAsync();
    });

    private Task BuildForksAsync(bool triggerForks) => WhileBusyAsync(async () =>
    {
        await Profiles.ChangeTriggerForksAsync(await Browser.GetActorAsync(CancellationToken), Profile.Id, triggerForks, CancellationToken);
        await EndAsync();
    });

    private Task SwitchAsync(TriggerSource source) => WhileBusyAsync(async () =>
    {
        var actor = await Browser.GetActorAsync(CancellationToken);
        await Profiles.ChangeTriggerSourceAsync(actor, Profile.Id, source, CancellationToken);
        await Links.RevokeAsync(actor, Profile, CancellationToken);
        Webhooks.RequestSync();
        await EndAsync();
    });

    private Task EndAsync()
    {
        _isSaved = true;
        return Changed.InvokeAsync();
    }
}
