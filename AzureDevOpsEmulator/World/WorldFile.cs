namespace AzureDevOpsEmulator.World;

/// <summary>The seed of the tokens, kept as <c>world.json</c>. Everything else follows from names.</summary>
internal sealed record WorldFile(int Format, string Seed, DateTimeOffset Created)
{
    private const int CurrentFormat = 1;
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="InvalidDataException">The file is of another version.</exception>
    /// <exception cref="IOException">The folder isn't writable, or was locked for 30 seconds.</exception>
    public static async Task<WorldFile> OpenOrCreateAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "world.json");
        using (FolderLock.Acquire(folder))
        {
            if (!File.Exists(path))
                Create(path, time.GetUtcNow());
        }

        return Parse(await File.ReadAllTextAsync(path, cancellationToken), path);
    }

    public byte[] SeedBytes() => Convert.FromHexString(Seed);

    private static void Create(string path, DateTimeOffset now)
    {
        var world = new WorldFile(CurrentFormat, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), now);
        PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(world, Indented));
    }

    private static WorldFile Parse(string json, string path)
    {
        var world = JsonSerializer.Deserialize<WorldFile>(json, Indented);
        return world is { Format: CurrentFormat }
            ? world
            : throw new InvalidDataException($"{path} was written by another version of the emulator. Delete it to begin with new tokens.");
    }
}
