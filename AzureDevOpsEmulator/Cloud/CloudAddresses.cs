using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.Cloud;

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
