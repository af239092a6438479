using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.ServiceHooks;

public sealed partial class WebhookState
{
    private Problem? _problem;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    [Parameter]
    [EditorRequired]
    public required WebhookSummary Summary { get; set; }

    /// <summary>False where the page shows the health elsewhere.</summary>
    [Parameter]
    public bool ShowsHealth { get; set; } = true;

    /// <summary>Something was repaired: the page reads again.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private string Sentence => (Summary.Health, Profile.TriggerSource) switch
    {
        (WebhookHealth.Waiting, _) when Summary.IsUnchecked => "Waiting.Unchecked",
        (WebhookHealth.Waiting, TriggerSource.Administrator) when Summary.CheckedAt is null => "Waiting.Administrator",
        (WebhookHealth.Waiting, _) when Summary.CheckedAt is null => "Waiting.Provisioning",
        (WebhookHealth.Waiting, _) => Summary.AwaitsEvent ? "Waiting.Event" : "Waiting.Test",
        _ => Summary.Health.ToString(),
    };

    private Task RepairAsync() => WhileBusyAsync(async () =>
    {
        var repaired = await ProfileWebhooks.RepairAsync(await Browser.GetActorAsync(CancellationToken), Profile, CancellationToken);
        _problem = repaired.Problem;
        await Changed.InvokeAsync();
    });
}
