using System.Globalization;
using ConnectWizard.Components;

namespace ConnectWizard.Wizard;

/// <summary>The keyboard in a list whose rows are not all there (js/repository-list.js).</summary>
/// <param name="script">The page's scripts.</param>
/// <param name="module">The address of the module.</param>
/// <param name="list">The id of the list's element.</param>
internal sealed class ListKeyboard(PageScript script, string module, string list) : IAsyncDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Listens to the keys in the list, and in the box with the id <paramref name="search"/>, from which Arrow Down comes to the list.</summary>
    public Task AttachAsync(string search) => CallAsync("attach", search);

    /// <summary>Scrolls to a row, unless somebody has begun to look around.</summary>
    public Task RevealAsync(int position) => CallAsync("reveal", position.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        await script.CallAsync(module, "detach", [list], CancellationToken.None);
        _cancellation.Dispose();
    }

    private async Task CallAsync(string function, string argument)
    {
        try
        {
            await script.CallAsync(module, function, [list, argument], _cancellation.Token);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The list is left.
        }
    }
}
