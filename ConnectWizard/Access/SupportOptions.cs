namespace ConnectWizard.Access;

/// <summary>Where people find help: the section <c>Support</c>.</summary>
public sealed class SupportOptions
{
    public const string Section = "Support";

    /// <summary>The links that are shown when none is configured.</summary>
    public static IReadOnlyList<SupportLink> DefaultLinks { get; } =
    [
        new() { Text = "Which token and which scopes", Url = "/help/token" },
        new() { Text = "Addresses and ports for a firewall", Url = "/help/firewall" },
        new() { Text = "Organization policies", Url = "/help/policy" },
    ];

    /// <summary>The links shown beside problems and in the page's footer, in place of <see cref="DefaultLinks"/>.</summary>
    public IReadOnlyList<SupportLink> Links { get; set; } = [];
}

/// <summary>A link to help.</summary>
public sealed class SupportLink
{
    public string Text { get; set; } = "";

    /// <summary>An http or https address, or a path of ours that begins with one slash.</summary>
    public string Url { get; set; } = "";
}
