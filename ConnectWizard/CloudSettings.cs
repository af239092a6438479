using ConnectWizard.Access;
using ConnectWizard.Accounts;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard;

/// <summary>What the configuration of Azure DevOps Services means to the rooms that do not read it: sign-in, wizard, store.</summary>
internal static class CloudSettings
{
    /// <summary>Adds <see cref="CloudSetup"/>, made anew each time, for a free port is known once we listen.</summary>
    public static void AddCloudSettings(this IServiceCollection services)
    {
        services.AddTransient(provider => SetupOf(
            provider.GetRequiredService<IOptions<AzureDevOpsOptions>>().Value.Cloud,
            provider.GetRequiredService<IOptions<SignInOptions>>().Value,
            provider.GetRequiredService<PublicAddress>().Find() ?? new Uri(ListeningAddresses.Default)));
        services.AddSingleton(new PublicPath("/signin"));
    }

    private static CloudSetup SetupOf(CloudOptions cloud, SignInOptions app, Uri own) => new()
    {
        Organizations = cloud.OrganizationAddress,
        Beside = [cloud.ProfileAddress, AddressOf(app.AuthorityUrl)],
        MissingKeys = app.MissingKeys,
        RedirectUri = new Uri(own, SignInUrl.ReturnPath),
        Scopes = app.ScopeList,
    };

    private static ServerAddress AddressOf(Uri url) => new(url.Scheme, url.IdnHost, url.Port, "");
}
