using Microsoft.Extensions.Options;

namespace ConnectWizard.AzureDevOps;

/// <summary>Reports every fault of the section <c>AzureDevOps</c> at once, each by its key.</summary>
internal sealed class ValidateAzureDevOpsOptions : IValidateOptions<AzureDevOpsOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureDevOpsOptions options)
    {
        var cloud = options.Cloud;
        string?[] faults =
        [
            FaultOfBase(nameof(cloud.ProfileUrl), cloud.ProfileUrl),
            FaultOfBase(nameof(cloud.OrganizationUrl), cloud.OrganizationUrl),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? FaultOfUrl(string key, string text) => IsWebAddress(text)
        ? null
        : $"{KeyOf(key)}: is not an https:// address (http:// is for this machine alone).";

    private static string? FaultOfBase(string key, string text) => IsWebAddress(text) && new Uri(text).Query.Length > 0
        ? $"{KeyOf(key)}: has a query, and other addresses are built on it."
        : FaultOfUrl(key, text);

    private static string KeyOf(string key) => $"{AzureDevOpsOptions.Section}:Cloud:{key}";

    // In clear only where nobody can listen: tokens go there.
    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { UserInfo: "", Fragment: "" }
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
