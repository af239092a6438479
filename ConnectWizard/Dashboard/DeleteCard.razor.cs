using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>Deleting something with its webhooks: what it touches is shown before, and the receipt goes to the page.</summary>
public sealed partial class DeleteCard : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private bool _isAsking;
    private bool _isDeleting;

    [Parameter]
    [EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    [EditorRequired]
    public required string About { get; set; }

    /// <summary>The words of the button that does it.</summary>
    [Parameter]
    [EditorRequired]
    public required string Yes { get; set; }

    [Parameter]
    [EditorRequired]
    public required string TestId { get; set; }

    /// <summary>What goes, and how it is confirmed.</summary>
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

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    private async Task DeleteAsync()
    {
        if (_isDeleting)
            return;

        _isDeleting = true;
        try
        {
            await Deleted.InvokeAsync(await Delete(_cancellation.Token));
        }
        finally
        {
            _isDeleting = false;
        }
    }
}
