using AzureDevOpsEmulator.Versions;
using AzureDevOpsEmulator.World.Scale;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>The server of an <see cref="EmulatedScale"/>: each emulator has its own, or none.</summary>
internal static class ScaleSite
{
    public static IEnumerable<Site> Of(EmulatorSettings settings)
    {
        if (settings.Scale is { } scale)
        {
            yield return new Site
            {
                Name = "fleet",
                HostName = "fleet.spacetech.example",
                Mount = "/server-fleet",
                Product = ServerProduct.Server2022Update1,
                Content = new ScaledServerContent(scale),
                Pace = new Pace(scale.Delay, scale.BytesPerSecond, settings.TimeProvider),
            };
        }
    }
}
