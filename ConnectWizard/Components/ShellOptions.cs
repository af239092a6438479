using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Components;

/// <summary>What the frame around every page shows besides the page; set by composition, from options of rooms that the frame does not know.</summary>
public sealed class ShellOptions
{
    /// <summary>Everything talks to the emulator: a mark in the header says so.</summary>
    public bool IsDemo { get; set; }

    /// <summary>A component below every page; null for none.</summary>
    public Type? Panel { get; set; }

    /// <summary>
    /// What is shown in the place of a page that failed, and is called back to show the page again; null for a failure that nobody expects. Set by a
    /// feature that knows some.
    /// </summary>
    public Func<Exception, EventCallback, RenderFragment?> Failure { get; set; } = (_, _) => null;

    /// <summary>The help links below every page.</summary>
    public IReadOnlyList<ShellLink> Links { get; set; } = [];
}

/// <summary>A link in the frame.</summary>
public sealed record ShellLink(string Text, string Url);
