namespace ConnectWizard.Dashboard;

/// <summary>What somebody did to a connection or build profile, to be said on its page.</summary>
/// <param name="Kind">For its test id: "renamed".</param>
/// <param name="Href">Where to go on.</param>
public sealed record CompletedAction(string Kind, string Words, string? Href = null, string? Link = null);
