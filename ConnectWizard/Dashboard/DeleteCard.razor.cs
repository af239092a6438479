using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>Deletes something with its webhooks, after its name was typed below a list of what is affected.</summary>
public sealed partial class DeleteCard
{
    private string _typed = "";

    [Parameter]
    [EditorRequired]
    public required string Title { get; set; }

    /// <summary>The name to type.</summary>
    [Parameter]
    [EditorRequired]
    public required string Name { get; set; }

    /// <summary>The text of the button that deletes.</summary>
    [Parameter]
    [EditorRequired]
    public required string Yes { get; set; }

    /// <summary>What is affected.</summary>
    [Parameter]
    [EditorRequired]
    public required RenderFragment Touches { get; set; }

    [Parameter]
    [EditorRequired]
    public required Func<CancellationToken, Task<RemovalReceipt>> Delete { get; set; }

    [Parameter]
    public EventCallback<RemovalReceipt> Deleted { get; set; }

    [Parameter]
    public EventCallback Canceled { get; set; }

    private bool IsConfirmed => _typed.Trim() == Name.Trim();

    private Task DeleteAsync() => WhileBusyAsync(async () => await Deleted.InvokeAsync(await Delete(CancellationToken)));
}
