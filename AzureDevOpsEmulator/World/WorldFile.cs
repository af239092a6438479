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

    /// <exception cref="InvalidDataException">The file is not one of this version.</exception>
    public static async Task<WorldFile> OpenOrCreateAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "world.json");
        if (!File.Exists(path))
            await CreateAsync(path, time.GetUtcNow(), cancellationToken);

        return Parse(await File.ReadAllTextAsync(path, cancellationToken), path);
    }

    public byte[] SeedBytes() => Convert.FromHexString(Seed);

    /// <summary>
    /// Written beside and moved into place: a process that dies in between leaves no half file, and of two that start at once the
    /// first one's file stays.
    /// </summary>
    private static async Task CreateAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var world = new WorldFile(CurrentFormat, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), now);
        var draft = $"{path}.{Guid.NewGuid():N}";
        await using (var stream = new FileStream(draft, ForOwnerOnly()))
            await JsonSerializer.SerializeAsync(stream, world, Indented, cancellationToken);
        try
        {
            File.Move(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions ForOwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static WorldFile Parse(string json, string path)
    {
        var world = JsonSerializer.Deserialize<WorldFile>(json, Indented);
        return world is { Format: CurrentFormat }
            ? world
            : throw new InvalidDataException($"{path} was written by another version of the emulator. Delete it to begin with new tokens.");
    }
}
