using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Wizard;

/// <summary>The steps; the lower-case names are those in the address (<c>/connect/{draft}/server</c>).</summary>
public enum WizardStep
{
    Provider,
    Cloud,
    Organization,
    Server,
    Check,
    Repository,
    Review,
    Done,
}

public static class WizardSteps
{
    [SuppressMessage("Globalization", "CA1308", Justification = "An address is written in lower case.")]
    public static string Segment(this WizardStep step) => step.ToString().ToLowerInvariant();

    /// <summary>Accepts the names as they stand in an address, nothing else: no numbers, no other case.</summary>
    public static bool TryParse(string? segment, out WizardStep step)
    {
        foreach (var candidate in Enum.GetValues<WizardStep>())
        {
            if (candidate.Segment() == segment)
            {
                step = candidate;
                return true;
            }
        }

        step = default;
        return false;
    }
}
