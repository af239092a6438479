namespace ConnectWizard.Dashboard.Help;

/// <summary>The networks and names of Azure DevOps Services, from Microsoft's page on allowed addresses (<see cref="Page"/>).</summary>
internal static class MicrosoftNetworks
{
    public const string Page = "https://learn.microsoft.com/azure/devops/organizations/security/allow-list-ip-url";

    public const string Outgoing =
        """
        dev.azure.com, *.dev.azure.com, *.visualstudio.com, app.vssps.visualstudio.com, *.vssps.visualstudio.com, TCP 443
        login.microsoftonline.com, aadcdn.msftauth.net, aadcdn.msauth.net, TCP 443
        13.107.6.0/24, 13.107.9.0/24, 13.107.42.0/24, 13.107.43.0/24
        150.171.22.0/24, 150.171.23.0/24, 150.171.73.0/24, 150.171.74.0/24, 150.171.75.0/24, 150.171.76.0/24
        2620:1ec:4::/48, 2620:1ec:a92::/48, 2620:1ec:21::/48, 2620:1ec:22::/48, 2620:1ec:50::/48, 2620:1ec:51::/48
        2603:1061:10::/48
        """;

    /// <summary>Of service hooks, by the organization's geography.</summary>
    public const string Incoming =
        """
        Australia East: 20.37.194.0/24
        Australia Southeast: 20.42.226.0/24
        Brazil South: 191.235.226.0/24
        Canada Central: 52.228.82.0/24
        Asia Southeast: 20.195.68.0/24
        India South: 20.41.194.0/24
        India Central: 20.204.197.192/26
        US Central: 20.37.158.0/23
        US West Central: 52.150.138.0/24
        US East: 20.42.5.0/24
        US East 2: 20.41.6.0/23
        US North: 40.80.187.0/24
        US South: 40.119.10.0/24
        US West: 40.82.252.0/24
        US West 2: 20.42.134.0/23
        US West 3: 20.125.155.0/24
        Western Europe: 40.74.28.0/23
        Northern Europe: 20.166.41.0/24
        UK South: 51.104.26.0/24
        """;
}
