using System.Security.Cryptography;
using System.Text.Json;

namespace AzureDevOpsEmulator.World;

/// <summary>
/// What of the world cannot be derived and must survive a restart, kept as <c>world.json</c> in the data folder. Ids follow from
/// names; tokens follow from the seed in this file.
/// </summary>
internal sealed record WorldFile(int Format, string Seed, DateTimeOffset Created)
{
    private const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<WorldFile> OpenOrCreateAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "world.json");
        if (File.Exists(path))
        {
            return Parse(await File.ReadAllTextAsync(path, cancellationToken), path);
        }

        var world = new WorldFile(CurrentFormat, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow());
        await WriteAsync(world, path, cancellationToken);
        return world;
    }

    public byte[] SeedBytes() => Convert.FromHexString(Seed);

    /// <summary>Written beside and moved into place: a process that dies in between leaves no half file.</summary>
    private static async Task WriteAsync(WorldFile world, string path, CancellationToken cancellationToken)
    {
        var draft = path + ".new";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(world, Indented), cancellationToken);
        File.Move(draft, path, overwrite: true);
    }

    private static WorldFile Parse(string json, string path)
    {
        var world = JsonSerializer.Deserialize<WorldFile>(json, Indented);
        return world is { Format: CurrentFormat }
            ? world
            : throw new InvalidDataException($"{path} was written by another version of the emulator. Delete it to begin with new tokens.");
    }
}
