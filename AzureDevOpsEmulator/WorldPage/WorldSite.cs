using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.WorldPage;

internal sealed class WorldSite(EmulatedState state)
{
    public static bool IsMeant(HttpContext context) => false;
    public Task AnswerAsync(HttpContext context) => Task.FromResult(state);
}
