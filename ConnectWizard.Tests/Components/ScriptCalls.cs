using Bunit;

namespace ConnectWizard.Components;

/// <summary>What a component called of the page's scripts, as shell.js would get it.</summary>
internal static class ScriptCalls
{
    /// <summary>The calls of a function, each by its arguments.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> CallsOf(this BunitJSInterop script, string function) =>
    [
        .. script.Invocations["connectWizard.call"]
            .Where(call => (string?)call.Arguments[1] == function)
            .Select(call => (IReadOnlyList<string>)call.Arguments[2]!),
    ];
}
