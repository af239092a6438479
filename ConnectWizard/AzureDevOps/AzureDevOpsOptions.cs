using ConnectWizard.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard.AzureDevOps;

/// <summary>Which Azure DevOps we talk to: the configuration section <c>AzureDevOps</c>.</summary>
public sealed class AzureDevOpsOptions
{
    public const string Section = "AzureDevOps";

    public CloudOptions Cloud { get; set; } = new();
}

/// <summary>Where Azure DevOps Services are: keys of the section <c>AzureDevOps:Cloud</c>, which sign-in has others of.</summary>
public sealed class CloudOptions
{
    public string ProfileUrl { get; set; } = "https://app.vssps.visualstudio.com";
    public string OrganizationUrl { get; set; } = "https://dev.azure.com";

    /// <summary>Where profiles and the list of organizations are.</summary>
    public ServerAddress ProfileAddress => AddressOf(ProfileUrl);

    /// <summary>Where organizations are.</summary>
    public ServerAddress OrganizationAddress => AddressOf(OrganizationUrl);

    /// <summary>Whether a target is the operator's own, which the outbound policy doesn't judge. What a person typed is held against it.</summary>
    public bool IsOwn(ServerTarget target) => target.Provider == ProviderKind.Services && Names(target.Address);

    /// <summary>Whether configuration names this address.</summary>
    public bool Names(ServerAddress address) => address == OrganizationAddress || address == ProfileAddress;

    private static ServerAddress AddressOf(string text)
    {
        var url = new Uri(text);
        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        return new ServerAddress(url.Scheme, host, url.Port, Uri.UnescapeDataString(url.AbsolutePath.TrimEnd('/')));
    }
}

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
