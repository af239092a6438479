using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Components;

/// <summary>Registers <c>@ontypingpause</c> for the compiler of components; js/shell.js fires it a second after the last key.</summary>
[EventHandler("ontypingpause", typeof(TypingPauseEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers
{
}

/// <summary>Somebody has stopped typing and is still in the field.</summary>
public sealed class TypingPauseEventArgs : EventArgs
{
    /// <summary>The text so far; empty for a secret, which stays in the browser.</summary>
    public string Value { get; set; } = "";
}
