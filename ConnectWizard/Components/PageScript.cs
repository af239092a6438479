using Microsoft.JSInterop;

namespace ConnectWizard.Components;

/// <summary>Calls functions of the page's script modules, which look up what they work on by its id.</summary>
public sealed partial class PageScript(IJSRuntime script, ILogger<PageScript> logger)
{
    /// <summary>
    /// Calls a function and waits for its end. Whoever has left does not hear it, and a script that fails takes with it what it adds, not the page.
    /// </summary>
    /// <param name="module">The address of the module, as <c>Assets</c> knows it.</param>
    /// <param name="function">The function that it exports.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="cancellationToken">The page is left.</param>
    public async Task CallAsync(string module, string function, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            await script.InvokeVoidAsync("connectWizard.call", cancellationToken, module, function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its scripts with it.
        }
        catch (JSException e)
        {
            Failed(logger, module, function, e);
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "A script of a page failed: {Function} of {Module}")]
    private static partial void Failed(ILogger logger, string module, string function, Exception exception);
}
