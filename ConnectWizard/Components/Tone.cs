namespace ConnectWizard.Components;

/// <summary>How a status looks beside its words.</summary>
public enum Tone
{
    Neutral,
    Good,
    Warning,
    Bad,
    Accent,
}
