using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>
/// Keeps what people type out of the log, at every level: SignalR writes each message of a circuit with its arguments at Debug, and the
/// value of an input that was left, a token's too, is one of them; ASP.NET Core writes the path of each request, and an administrator's link is
/// one. Configuration cannot lower this again.
/// </summary>
internal sealed class TypedTextLogs : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <summary>The category whose messages hold what the browser sent (ASP.NET Core's <c>DefaultHubDispatcherLog</c>).</summary>
    public const string Category = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    /// <summary>
    /// The category of "Request starting", and of the scope that carries the path along with every message of the request: both are there only while
    /// anything of this category is logged, and it has nothing else to say.
    /// </summary>
    public const string Requests = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>The category that tells, at Debug, which endpoints match a path.</summary>
    public const string Routes = "Microsoft.AspNetCore.Routing.Matching.DfaMatcher";

    /// <summary>
    /// The rule that is chosen for a category is the provider's own before one for all, then the longest, then the last: so there is one for each
    /// provider that configuration names, of the category's whole name, behind all others.
    /// </summary>
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList())
        {
            options.Rules.Add(new LoggerFilterRule(provider, Category, LogLevel.Warning, filter: null));
            options.Rules.Add(new LoggerFilterRule(provider, Routes, LogLevel.Warning, filter: null));
            options.Rules.Add(new LoggerFilterRule(provider, Requests, LogLevel.None, filter: null));
        }
    }
}
