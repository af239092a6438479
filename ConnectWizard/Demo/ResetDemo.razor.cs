using ConnectWizard.Accounts;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Demo;

/// <summary>Deletes what there is in the demo, once people have confirmed it, and restores the samples.</summary>
public sealed partial class ResetDemo
{
    private int _connections;
    private int _profiles;
    private bool _isConfirming;

    /// <summary>The key of what is said about the last reset; null before one.</summary>
    private string? _result;

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required ConnectionService Connections { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required PageScript Script { get; init; }

    [Inject]
    public required IStringLocalizer<ResetDemo> Text { get; init; }

    private Task ConfirmAsync() => WhileBusyAsync(async () =>
    {
        var actor = await Browser.GetActorAsync(CancellationToken);
        _connections = (await Connections.ListAsync(actor, CancellationToken)).Count;
        _profiles = (await Profiles.ListAsync(actor, CancellationToken)).Count;
        (_isConfirming, _result) = (true, null);
    });

    private async Task ResetAsync()
    {
        await WhileBusyAsync(async () => _result = await Seed.ResetAsync(await Browser.GetActorAsync(CancellationToken), CancellationToken) ? "Done" : "Failed");
        await KeepAsync();
    }

    private Task KeepAsync()
    {
        _isConfirming = false;
        StateHasChanged();
        return Script.CallAsync(Assets["js/shell.js"], "focusOn", ["demo-reset"], CancellationToken);
    }
}
