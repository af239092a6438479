namespace AzureDevOpsEmulator.Cloud;

/// <summary>The services of the cloud that have host names of their own.</summary>
internal enum CloudService
{
    /// <summary>None: a server of the company's own.</summary>
    None,

    /// <summary>Projects, repositories, Git: <c>dev.azure.com/{organization}</c>, or the organization's own old host name.</summary>
    Organizations,

    /// <summary>Who somebody is and which organizations they have: <c>app.vssps.visualstudio.com</c>, <c>vssps.dev.azure.com/{organization}</c>.</summary>
    Accounts,

    /// <summary>Microsoft Entra's authorization server.</summary>
    SignIn,
}

/// <summary>
/// Where the cloud's services are for the one who asks: under their own names, or, for who came by a loopback name, under a path of it.
/// </summary>
/// <param name="Prefix">What comes before a service's host name.</param>
internal sealed record CloudUrls(string Prefix)
{
    public const string OrganizationsHost = "dev.azure.com";
    public const string ProfileHost = "app.vssps.visualstudio.com";
    public const string AccountsHost = "vssps.dev.azure.com";
    public const string SignInHost = "login.microsoftonline.com";

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

/// <summary>The host names of the cloud.</summary>
internal static class CloudSites
{
    public static IReadOnlyList<Site> All { get; } =
    [
        Of(CloudUrls.OrganizationsHost, CloudService.Organizations),
        Of(CloudUrls.ProfileHost, CloudService.Accounts),
        Of(CloudUrls.AccountsHost, CloudService.Accounts),
        Of(CloudUrls.SignInHost, CloudService.SignIn),
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
