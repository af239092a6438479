using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace ConnectWizard.Demo;

/// <summary>What the demo's build system got, kept in a file beside the demo's other data; the newest two hundred.</summary>
internal sealed class DemoBuilds
{
    private const int MaxCount = 200;

    private readonly Lock _writing = new();
    private readonly string _file;

    public DemoBuilds(string folder)
    {
        Directory.CreateDirectory(folder);
        (_file, SecretFile) = (Path.Combine(folder, "builds.json"), Path.Combine(folder, "builds.secret"));
        if (!File.Exists(SecretFile))
            WriteSecret(SecretFile);
        if (File.Exists(_file))
            Newest = [.. JsonSerializer.Deserialize(File.ReadAllText(_file), DemoJson.Default.ListDemoBuild) ?? []];
    }

    /// <summary>The secret that both sides know, made at first start.</summary>
    public string SecretFile { get; }

    /// <summary>What came, the newest first.</summary>
    public ImmutableList<DemoBuild> Newest { get; private set; } = [];

    /// <summary>Something came; on any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>Keeps one. One that comes again is counted, as a build system should: by its id.</summary>
    public void Add(DemoBuild build)
    {
        lock (_writing)
        {
            var known = Newest.Find(one => one.Id == build.Id && one.IsGenuine == build.IsGenuine);
            Newest = known is null
                ? [.. Newest.Insert(0, build).Take(MaxCount)]
                : Newest.Replace(known, known with { Times = known.Times + 1 });
            var temporary = _file + ".new";
            File.WriteAllText(temporary, JsonSerializer.Serialize([.. Newest], DemoJson.Default.ListDemoBuild));
            File.Move(temporary, _file, overwrite: true);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private static void WriteSecret(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write("whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
    }
}
