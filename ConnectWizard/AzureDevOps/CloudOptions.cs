using ConnectWizard.Connections;

namespace ConnectWizard.AzureDevOps;

/// <summary>Where Azure DevOps Services are: keys of the section <c>AzureDevOps:Cloud</c>, which sign-in has others of.</summary>
public sealed class CloudOptions
{
    public string ProfileUrl { get; set; } = "https://app.vssps.visualstudio.com";
    public string OrganizationUrl { get; set; } = "https://dev.azure.com";

    /// <summary>Where profiles and the list of organizations are.</summary>
    public ServerAddress ProfileAddress => AddressOf(ProfileUrl);

    /// <summary>Where organizations are.</summary>
    public ServerAddress OrganizationAddress => AddressOf(OrganizationUrl);

    /// <summary>Whether configuration names this address.</summary>
    public bool Names(ServerAddress address) => address == OrganizationAddress || address == ProfileAddress;

    private static ServerAddress AddressOf(string text)
    {
        var url = new Uri(text);
        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        return new ServerAddress(url.Scheme, host, url.Port, Uri.UnescapeDataString(url.AbsolutePath.TrimEnd('/')));
    }
}
