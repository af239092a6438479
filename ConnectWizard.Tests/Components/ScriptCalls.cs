using System.Text.Json;
using Bunit;

namespace ConnectWizard.Components;

/// <summary>What a component called of the page's scripts, as shell.js would get it.</summary>
internal static class ScriptCalls
{
    /// <summary>The calls of a function, each by its arguments.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> CallsOf(this BunitJSInterop script, string function) =>
    [
        .. script.Invocations["connectWizard.call"].Select(call => JsonSerializer.SerializeToNode(call.Arguments[0], JsonSerializerOptions.Web)!)
            .Where(call => call["function"]!.GetValue<string>() == function)
            .Select(call => call["arguments"]!.AsArray().Select(value => value!.GetValue<string>()).ToList()),
    ];
}
