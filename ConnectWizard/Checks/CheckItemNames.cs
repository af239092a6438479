using System.Diagnostics.CodeAnalysis;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>How rungs and their states are written in pages, reports and docs.</summary>
public static class CheckItemNames
{
    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this CheckItemId code) => code.ToString().ToLowerInvariant();

    /// <summary>The key of a rung's title in the texts of <see cref="CheckProgressView"/>: the cloud has organizations, and accounts beside tokens.</summary>
    internal static string TitleKey(this CheckItemId code, ProviderKind provider) =>
        provider == ProviderKind.Services && code is (CheckItemId.Token or CheckItemId.Collection) ? $"Name.{code}.Services" : $"Name.{code}";

    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this CheckItemState state) => state.ToString().ToLowerInvariant();
}
