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
        RepositoryPage = (target, repository) =>
            emulator.Servers.FirstOrDefault(server => server.HostName == target.Address.Host) is { } server
                ? new Uri(emulator.BaseUrl, PathOf(server.Name, target.Collection, repository.Project, repository.Name))
                : null,
        BuildReceiver = Builds,
    };

    private static string PathOf(params IEnumerable<string> segments) => $"{World}/{string.Join('/', segments.Select(Uri.EscapeDataString))}";
}
