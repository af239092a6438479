using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.ServiceHooks;

public sealed partial class WebhookState : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private bool _isRepairing;
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

    [Inject]
    public required IProfileWebhooks ProfileWebhooks { get; init; }

    [Inject]
    public required IPolling RefPolling { get; init; }

    [Inject]
    public required IStringLocalizer<WebhookState> Text { get; init; }

    /// <summary>The key of the sentence.</summary>
    private string Sentence => (Summary.Health, Profile.TriggerSource) switch
    {
        (WebhookHealth.Waiting, TriggerSource.Administrator) when Summary.CheckedAt is null => "Waiting.Administrator",
        (WebhookHealth.Waiting, _) when Summary.CheckedAt is null => "Waiting.Provisioning",
        (WebhookHealth.Waiting, _) => "Waiting.Test",
        _ => Summary.Health.ToString(),
    };

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    private async Task RepairAsync()
    {
        _isRepairing = true;
        try
        {
            var repaired = await ProfileWebhooks.RepairAsync(Profile, _cancellation.Token);
            _problem = repaired.Problem;
            await Changed.InvokeAsync();
        }
        finally
        {
            _isRepairing = false;
        }
    }
}
