using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Done;

/// <summary>The end of the wizard: what was created, and its webhooks coming alive.</summary>
public sealed partial class DoneStep
{
    private BuildProfile? _profile;
    private Connection? _connection;
    private WebhookSummary _summary = new(WebhookHealth.None, null, null, null, CanRepair: false);
    private bool _isRead;

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required IProfileWebhooks ProfileWebhooks { get; init; }

    [Inject]
    public required ProfileWatch Watch { get; init; }

    [Inject]
    public required IStringLocalizer<DoneStep> Text { get; init; }

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        _isRead = true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && State.Draft?.Profile is { } id)
            await Watch.RunAsync(new ProfileId(id), PollAsync, CancellationToken);
    }

    private async Task PollAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var created = await State.FindCreatedAsync(CancellationToken);
        if (created is { Profile: var profile })
            _summary = await ProfileWebhooks.FindAsync(await Browser.GetActorAsync(CancellationToken), profile, CancellationToken);

        (_profile, _connection) = (created?.Profile, created?.Connection);
    }
}
