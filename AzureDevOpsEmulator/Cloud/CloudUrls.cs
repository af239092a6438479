namespace AzureDevOpsEmulator.Cloud;

/// <summary>The cloud services with host names of their own.</summary>
internal enum CloudService
{
    /// <summary>An on-premises server.</summary>
    None,

    /// <summary>Projects, repositories and Git: <c>dev.azure.com/{organization}</c>, or the organization's legacy host name.</summary>
    Organizations,

    /// <summary>
    /// Profiles and lists of organizations: <c>app.vssps.visualstudio.com</c>, <c>vssps.dev.azure.com/{organization}</c>.
    /// </summary>
    Accounts,

    /// <summary>Microsoft Entra's authorization server.</summary>
    SignIn,

    /// <summary>The metadata service of an Azure virtual machine (IMDS), which gives out its managed identity's tokens.</summary>
    Metadata,
}

/// <summary>The addresses of the cloud services: their own names, or paths below a loopback name for clients that use one.</summary>
/// <param name="Prefix">What precedes a service's host name.</param>
internal sealed record CloudUrls(string Prefix)
{
    public const string OrganizationsHost = "dev.azure.com";
    public const string ProfileHost = "app.vssps.visualstudio.com";
    public const string AccountsHost = "vssps.dev.azure.com";
    public const string SignInHost = "login.microsoftonline.com";
    public const string MetadataHost = "169.254.169.254";

    public static CloudUrls Realistic { get; } = new("https://");
    public string Organizations => Prefix + OrganizationsHost;
    public string Profile => Prefix + ProfileHost;
    public string Accounts => Prefix + AccountsHost;
    public string SignIn => Prefix + SignInHost;

    public static string MountPath(string host) => "/cloud/" + host;

    public static CloudUrls For(HttpRequest request) =>
        SiteMap.IsLoopback(request.Host.Host) ? Under(new Uri($"{request.Scheme}://{request.Host}")) : Realistic;

    public static CloudUrls Under(Uri root) => new(new Uri(root, MountPath("")).AbsoluteUri);
}

internal static class CloudSites
{
    public static IReadOnlyList<Site> All { get; } =
    [
        Of(CloudUrls.OrganizationsHost, CloudService.Organizations),
        Of(CloudUrls.ProfileHost, CloudService.Accounts),
        Of(CloudUrls.AccountsHost, CloudService.Accounts),
        Of(CloudUrls.SignInHost, CloudService.SignIn),
        Of(CloudUrls.MetadataHost, CloudService.Metadata) with { Scheme = Uri.UriSchemeHttp, Port = 80 },
        .. CloudOrganizations.All.Select(organization =>
            Of(organization.Name + ".visualstudio.com", CloudService.Organizations) with { LegacyOrganization = organization.Name }),
    ];

    private static Site Of(string host, CloudService service) => new()
    {
        Name = host,
        HostName = host,
        Mount = CloudUrls.MountPath(host),
        Product = ServerProduct.Services,
        Content = CloudOrganizations.Content,
        Service = service,
    };
}
