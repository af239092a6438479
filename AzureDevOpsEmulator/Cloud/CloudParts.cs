using AzureDevOpsEmulator.Entra;
using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>What the services of the cloud share: the sign-in and the switches.</summary>
internal sealed class CloudParts
{
    public CloudParts(string folder, byte[] seed, TimeProvider time) => Entra = new EntraParts(folder, seed, Switches, time);

    public CloudSwitches Switches { get; } = new();

    public EntraParts Entra { get; }
}
