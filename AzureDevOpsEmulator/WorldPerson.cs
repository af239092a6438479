using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator;

/// <summary>Finds people by what callers know of them.</summary>
internal static class WorldPerson
{
    /// <exception cref="InvalidOperationException">Nobody is called so.</exception>
    public static Person Find(string? name) => string.IsNullOrEmpty(name)
        ? People.CollectionAdministrator
        : People.All.FirstOrDefault(person => IsCalled(person, name))
            ?? throw new InvalidOperationException($"Nobody is called '{name}'.");

    private static bool IsCalled(Person person, string name) =>
        new[] { person.Account, person.Account.Split('\\')[^1], person.DisplayName }.Contains(name, StringComparer.OrdinalIgnoreCase);
}
