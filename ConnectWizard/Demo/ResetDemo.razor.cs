using ConnectWizard.Accounts;
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
    private string? _state;

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required ConnectionService Connections { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required IStringLocalizer<ResetDemo> Text { get; init; }

    private Task ConfirmAsync() => WhileBusyAsync(async () =>
    {
        var actor = await Browser.GetActorAsync(CancellationToken);
        _connections = (await Connections.ListAsync(actor, CancellationToken)).Count;
        _profiles = (await Profiles.ListAsync(actor, CancellationToken)).Count;
        (_isConfirming, _state) = (true, null);
    });

    private Task ResetAsync() => WhileBusyAsync(async () =>
    {
        _state = "Running";
        var isReset = await Seed.ResetAsync(CancellationToken);
        (_isConfirming, _state) = (false, isReset ? "Done" : "Failed");
    });

    private string Counted(string what, int count) => count == 1 ? Text[$"{what}.One"] : Text[what, count];
}
