using ConnectWizard.Connections;
using ConnectWizard.Polling;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Review;

/// <summary>How pushes and pull requests get here: by webhooks, by an administrator's webhooks, or by polling. What is offered waits for the permission check.</summary>
public sealed partial class TriggerSourceField
{
    private WebhookNote? _note;
    private bool _isFound;

    [Parameter]
    [EditorRequired]
    public required ReviewForm Form { get; set; }

    [Parameter]
    [EditorRequired]
    public required RepositoryChoice Project { get; set; }

    /// <summary>The form cannot be used: no circuit yet, or it is being submitted.</summary>
    [Parameter]
    public bool IsFormDisabled { get; set; }

    /// <summary>Another source was chosen, or the permission is known.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    public required PollingInterval Polling { get; init; }

    [Inject]
    public required IStringLocalizer<TriggerSourceField> Text { get; init; }

    /// <summary>Ends when it is known whether the account may create webhooks, or that it cannot be found out.</summary>
    public Task WaitAsync() => _note?.Answered ?? Task.CompletedTask;

    private Task FindAsync(bool? isAllowed)
    {
        (Form.MayCreateWebhooks, _isFound) = (isAllowed, true);
        return Changed.InvokeAsync();
    }

    private Task ChooseAsync(TriggerSource source)
    {
        Form.ChosenTriggerSource = source;
        return Changed.InvokeAsync();
    }
}
