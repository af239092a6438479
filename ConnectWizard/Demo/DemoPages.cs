using AzureDevOpsEmulator;
using ConnectWizard.Connections;

namespace ConnectWizard.Demo;

/// <summary>Where the emulated world can be made to move, and where builds are seen to arrive.</summary>
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

    /// <summary>What the emulated world calls it: a server by its name, the cloud by its host's.</summary>
    private static string? NameOf(Emulator emulator, ServerTarget target) => target.Provider == ProviderKind.Services
        ? target.Address.Host
        : emulator.Servers.FirstOrDefault(server => server.HostName == target.Address.Host)?.Name;

    private static string PathOf(params IEnumerable<string> segments) => $"{World}/{string.Join('/', segments.Select(Uri.EscapeDataString))}";
}
