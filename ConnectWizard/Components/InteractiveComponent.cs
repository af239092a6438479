using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Components;

/// <summary>Base of components that do asynchronous work: one cancellation token for the component's life, and whether its controls can be used.</summary>
public abstract class InteractiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    // Captured once: a disposed source throws when its token is read, and work often goes on after the component has been removed.
    protected InteractiveComponent() => CancellationToken = _cancellation.Token;

    /// <summary>Canceled when the component is removed.</summary>
    protected CancellationToken CancellationToken { get; }

    /// <summary>An action of <see cref="WhileBusyAsync"/> is running.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Controls can't be used: there is no circuit yet, or the component is busy.</summary>
    protected virtual bool IsDisabled => IsBusy || !RendererInfo.IsInteractive;

    /// <summary>
    /// Loads what is shown beyond the first picture, once, when the component is in a browser: a prerender asks no server for what nobody will see.
    /// What it found is rendered afterwards; null, where there is nothing to load, saves that.
    /// </summary>
#pragma warning disable MA0022
    protected virtual Task? LoadAsync() => null;
#pragma warning restore MA0022

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && LoadAsync() is { } loading)
        {
            await loading;
            StateHasChanged();
        }
    }

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs an action unless one is running already, which is the second half of a double click.</summary>
    protected async Task WhileBusyAsync(Func<Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (IsBusy)
            return;

        IsBusy = true;
        try
        {
            await action();
        }
        finally
        {
            IsBusy = false;
        }
    }
}
