using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>Deletes something with its webhooks, after a confirmation that lists what is affected.</summary>
public sealed partial class DeleteCard
{
    private bool _isConfirming;

    [Parameter]
    [EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    [EditorRequired]
    public required string About { get; set; }

    /// <summary>The text of the button that deletes.</summary>
    [Parameter]
    [EditorRequired]
    public required string Yes { get; set; }

    [Parameter]
    [EditorRequired]
    public required string TestId { get; set; }

    /// <summary>What is affected, and how the deletion is confirmed.</summary>
    [Parameter]
    [EditorRequired]
    public required RenderFragment Touches { get; set; }

    [Parameter]
    public bool IsConfirmed { get; set; } = true;

    [Parameter]
    [EditorRequired]
    public required Func<CancellationToken, Task<RemovalReceipt>> Delete { get; set; }

    [Parameter]
    public EventCallback<RemovalReceipt> Deleted { get; set; }

    [Inject]
    public required IStringLocalizer<DeleteCard> Text { get; init; }

    private Task DeleteAsync() => WhileBusyAsync(async () => await Deleted.InvokeAsync(await Delete(CancellationToken)));
}
