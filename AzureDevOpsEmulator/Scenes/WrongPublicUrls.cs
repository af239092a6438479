namespace AzureDevOpsEmulator.Scenes;

/// <summary>Public URLs as administrators leave them behind: what the server's links begin with, whatever address was asked.</summary>
internal static class WrongPublicUrls
{
    /// <summary>As it was on the day of the installation.</summary>
    public static string Localhost(HttpRequest request) => "http://localhost:8080" + request.PathBase.ToUriComponent();

    /// <summary>The name inside of the company.</summary>
    public static string OtherHost(HttpRequest request) => "https://devops-internal.spacetech.example" + request.PathBase.ToUriComponent();

    /// <summary>The right name from before there was a certificate.</summary>
    public static string Http(HttpRequest request) => $"http://{request.Host.Host}:8080{request.PathBase.ToUriComponent()}";

    /// <summary>The right name with the port from behind the load balancer.</summary>
    public static string OtherPort(HttpRequest request) => $"https://{request.Host.Host}:8443{request.PathBase.ToUriComponent()}";
}
