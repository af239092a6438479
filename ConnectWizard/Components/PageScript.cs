using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.JSInterop;

namespace ConnectWizard.Components;

/// <summary>
/// Calls functions of the page's script modules, which look up what they work on by its id. A call goes as JSON that is ready: the framework
/// keeps what it learns about each type of argument for each circuit, with all its interfaces, which is 24 KB for a number.
/// </summary>
public sealed partial class PageScript(IJSRuntime script, ILogger<PageScript> logger)
{
    private const string Entry = "connectWizard.call";

    /// <summary>
    /// Calls a function and waits for its end. Whoever has left does not hear it, and a script that fails takes with it what it adds, not the page.
    /// </summary>
    /// <param name="module">The address of the module, as <c>Assets</c> knows it.</param>
    /// <param name="function">The function that it exports.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="cancellationToken">The page is left.</param>
    public async Task CallAsync(string module, string function, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var call = JsonSerializer.SerializeToElement(new ScriptCall(module, function, arguments), ScriptCallJson.Default.ScriptCall);
        try
        {
            await script.InvokeVoidAsync(Entry, cancellationToken, call);
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

/// <summary>A call as shell.js takes it.</summary>
internal sealed record ScriptCall(string Module, string Function, IReadOnlyList<string> Arguments);

/// <summary>Calls as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ScriptCall))]
internal sealed partial class ScriptCallJson : JsonSerializerContext;
