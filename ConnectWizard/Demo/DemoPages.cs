using AzureDevOpsEmulator;
using ConnectWizard.Connections;

namespace ConnectWizard.Demo;

/// <summary>Links to the pages on which people change the emulated world and see builds.</summary>
internal static class DemoPages
{
    private const string World = "_emulator/world";

    private const string Builds = "/demo/builds";

    /// <summary>Servers are known by their realistic host names; a host that only fails has no repositories to push to.</summary>
    public static DemoLinks Of(Emulator emulator) => new()
    {
        RepositoryPage = (target, repository) => NameOf(emulator, target) is { } name
            ? new Uri(emulator.BaseUrl, PathOf(name, target.Collection, repository.Project, repository.Name))
            : null,
        BuildReceiver = Builds,
    };

    /// <summary>The name in the emulated world: a server has one, the cloud goes by its host.</summary>
    private static string? NameOf(Emulator emulator, ServerTarget target) => target.Provider == ProviderKind.Services
        ? target.Address.Host
        : emulator.Servers.FirstOrDefault(server => server.HostName == target.Address.Host)?.Name;

    private static string PathOf(params IEnumerable<string> segments) => $"{World}/{string.Join('/', segments.Select(Uri.EscapeDataString))}";
}
