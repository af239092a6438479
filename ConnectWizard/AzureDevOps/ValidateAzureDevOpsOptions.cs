using System.Globalization;
using Microsoft.Extensions.Options;

namespace ConnectWizard.AzureDevOps;

/// <summary>Reports every fault of the section <c>AzureDevOps</c> at once, each by its key.</summary>
internal sealed class ValidateAzureDevOpsOptions : IValidateOptions<AzureDevOpsOptions>
{
    private const int FirstYear = ProductVersions.FirstServerYear;

    public ValidateOptionsResult Validate(string? name, AzureDevOpsOptions options)
    {
        var cloud = options.Cloud;
        string?[] faults =
        [
            FaultOfMinimum(options.Server.MinimumVersion),
            FaultOfUrl(nameof(cloud.Authority), cloud.Authority, mayBeEmpty: false),
            FaultOfUrl(nameof(cloud.AuthorizationEndpoint), cloud.AuthorizationEndpoint, mayBeEmpty: true),
            FaultOfUrl(nameof(cloud.TokenEndpoint), cloud.TokenEndpoint, mayBeEmpty: true),
            FaultOfUrl(nameof(cloud.ProfileUrl), cloud.ProfileUrl, mayBeEmpty: false),
            FaultOfUrl(nameof(cloud.OrganizationUrl), cloud.OrganizationUrl, mayBeEmpty: false),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? FaultOfMinimum(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and < 2100
            ? null
            : $"{AzureDevOpsOptions.Section}:Server:MinimumVersion: '{text}' is not the year of an Azure DevOps Server, {FirstYear} or later.";

    private static string? FaultOfUrl(string key, string text, bool mayBeEmpty) => text.Length == 0 && mayBeEmpty || IsWebAddress(text)
        ? null
        : $"{AzureDevOpsOptions.Section}:Cloud:{key}: is not an https:// address.";

    // http:// too: the services may be played by something on this machine.
    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.UserInfo.Length == 0;
}
