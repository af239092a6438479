using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>Where people find help: the section <c>Support</c>.</summary>
public sealed class SupportOptions
{
    public const string Section = "Support";

    public static IReadOnlyList<SupportLink> DefaultLinks { get; } =
    [
        new() { Text = "Which token and which scopes", Url = "/help/token" },
        new() { Text = "Addresses and ports for a firewall", Url = "/help/firewall" },
        new() { Text = "Organization policies", Url = "/help/policy" },
    ];

    /// <summary>Shown beside problems and in the page's footer, in place of <see cref="DefaultLinks"/>.</summary>
    public IReadOnlyList<SupportLink> Links { get; set; } = [];
}

public sealed class SupportLink
{
    public string Text { get; set; } = "";

    /// <summary>An http or https address, or a path of ours that begins with one slash.</summary>
    public string Url { get; set; } = "";
}

internal sealed class ValidateSupportOptions : IValidateOptions<SupportOptions>
{
    public ValidateOptionsResult Validate(string? name, SupportOptions options) =>
        options.Links.SelectMany((link, index) => Faults(link, $"Support:Links:{index}")).ToList().ToResult();

    private static IEnumerable<string> Faults(SupportLink link, string key)
    {
        if (string.IsNullOrWhiteSpace(link.Text))
            yield return $"{key}:Text: missing; it is what people read.";
        if (!IsPath(link.Url) && !IsWebAddress(link.Url))
            yield return $"{key}:Url: write an http or https address, or a path such as /help/token.";
    }

    // Two slashes would lead to another host.
    private static bool IsPath(string url) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal);

    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
