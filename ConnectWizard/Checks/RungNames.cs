using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Checks;

/// <summary>How rungs and their states are written in pages, reports and the README.</summary>
public static class RungNames
{
    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this RungCode code) => code.ToString().ToLowerInvariant();

    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this RungState state) => state.ToString().ToLowerInvariant();
}
