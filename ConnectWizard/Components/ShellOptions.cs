namespace ConnectWizard.Components;

/// <summary>What the frame around every page shows besides the page; set by composition, from options of rooms that the frame does not know.</summary>
public sealed class ShellOptions
{
    /// <summary>Everything talks to the emulator: a mark in the header says so.</summary>
    public bool IsDemo { get; set; }

    /// <summary>A component below every page; null for none.</summary>
    public Type? Panel { get; set; }

    /// <summary>The help links below every page.</summary>
    public IReadOnlyList<ShellLink> Links { get; set; } = [];
}

/// <summary>A link in the frame.</summary>
public sealed record ShellLink(string Text, string Url);
