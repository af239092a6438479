using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>Finds every fault of the section <c>Support</c>.</summary>
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
