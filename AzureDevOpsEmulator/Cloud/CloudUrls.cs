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
/// <param name="Before">What comes before a service's host name.</param>
internal sealed record CloudAddresses(string Before)
{
    public const string OrganizationsHost = "dev.azure.com";
    public const string ProfileHost = "app.vssps.visualstudio.com";
    public const string AccountsHost = "vssps.dev.azure.com";
    public const string SignInHost = "login.microsoftonline.com";

    public static CloudAddresses Realistic { get; } = new("https://");

    public string Organizations => Before + OrganizationsHost;

    public string Profile => Before + ProfileHost;

    public string Accounts => Before + AccountsHost;

    public string SignIn => Before + SignInHost;

    public static string MountOf(string host) => "/cloud/" + host;

    public static CloudAddresses For(HttpRequest request) =>
        SiteMap.IsLoopback(request.Host.Host) ? Under(new Uri($"{request.Scheme}://{request.Host}")) : Realistic;

    public static CloudAddresses Under(Uri root) => new(new Uri(root, MountOf("")).AbsoluteUri);
}

/// <summary>The host names of the cloud.</summary>
internal static class CloudSites
{
    public static IReadOnlyList<Site> All { get; } =
    [
        Of(CloudAddresses.OrganizationsHost, CloudService.Organizations),
        Of(CloudAddresses.ProfileHost, CloudService.Accounts),
        Of(CloudAddresses.AccountsHost, CloudService.Accounts),
        Of(CloudAddresses.SignInHost, CloudService.SignIn),
        .. CloudOrganizations.All.Select(organization =>
            Of(organization.Name + ".visualstudio.com", CloudService.Organizations) with { LegacyOrganization = organization.Name }),
    ];

    private static Site Of(string host, CloudService service) => new()
    {
        Name = host,
        HostName = host,
        Mount = CloudAddresses.MountOf(host),
        Product = ServerProduct.Services,
        Content = CloudOrganizations.Content,
        Service = service,
    };
}
