using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>
/// Keeps what people type, and what a sign-in comes back with, out of the log, at every level. Configuration cannot lower this again.
/// </summary>
internal sealed class SensitiveLogFilter(IEnumerable<SensitiveCategory> categories) : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <summary>
    /// The rule that is chosen for a category is the provider's own before one for all, then the longest, then the last: so there is one for each
    /// provider that configuration names, of the category's whole name, behind all others.
    /// </summary>
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList())
        {
            foreach (var category in categories)
                options.Rules.Add(new LoggerFilterRule(provider, category.Name, category.Lowest, filter: null));
        }
    }
}

/// <summary>A category whose lower levels hold what must not be in a log. The room that brings it in registers it.</summary>
/// <param name="Name">The category's whole name.</param>
/// <param name="Lowest">The lowest level that is let through.</param>
public sealed record SensitiveCategory(string Name, LogLevel Lowest);
