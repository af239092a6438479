using ConnectWizard.Access;
using ConnectWizard.Accounts;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard;

/// <summary>What the configuration of Azure DevOps Services means to the rooms that do not read it: sign-in, wizard, store.</summary>
internal static class CloudSettings
{
    /// <summary>Adds <see cref="EntraApp"/> and <see cref="CloudSetup"/>; the latter is made anew each time, for a free port is known once we listen.</summary>
    public static void AddCloudSettings(this IServiceCollection services)
    {
        services.AddSingleton(provider => AppOf(provider.GetRequiredService<IOptions<AzureDevOpsOptions>>().Value.Cloud));
        services.AddTransient(provider => SetupOf(
            provider.GetRequiredService<IOptions<AzureDevOpsOptions>>().Value.Cloud,
            provider.GetRequiredService<PublicAddress>().Find() ?? new Uri(ListeningAddresses.Default)));
        services.AddSingleton(new PublicPath("/signin"));
    }

    private static EntraApp AppOf(CloudOptions cloud) => new()
    {
        ClientId = cloud.ClientId,
        Credential = cloud.ClientSecret.Length == 0 ? null : new Secret(cloud.ClientSecret),
        AuthorizationEndpoint = cloud.AuthorizationAddress,
        TokenEndpoint = cloud.TokenAddress,
        Scopes = cloud.ScopeList,
    };

    private static CloudSetup SetupOf(CloudOptions cloud, Uri own) => new()
    {
        Organizations = cloud.OrganizationAddress,
        Beside = [cloud.ProfileAddress, AddressOf(cloud.TokenAddress)],
        MissingKeys = cloud.ClientId.Length == 0 ? [$"{AzureDevOpsOptions.Section}:Cloud:{nameof(cloud.ClientId)}"] : [],
        RedirectUri = new Uri(own, SignInUrl.ReturnPath),
        Scopes = cloud.ScopeList,
    };

    private static ServerAddress AddressOf(Uri url) => new(url.Scheme, url.IdnHost, url.Port, "");
}
