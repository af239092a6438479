using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Startup;

namespace ConnectWizard.Demo;

/// <summary>The newest 200 build requests that the demo's build system received, stored with the demo's other data.</summary>
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
            PrivateFiles.Replace(SecretFile, "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (File.Exists(_file))
            Newest = [.. JsonSerializer.Deserialize(File.ReadAllText(_file), DemoJson.Default.ListDemoBuild) ?? []];
    }

    /// <summary>The secret that both sides share, created at the first start.</summary>
    public string SecretFile { get; }

    /// <summary>Newest first.</summary>
    public ImmutableList<DemoBuild> Newest { get; private set; } = [];

    /// <summary>A request was received. Raised on any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>Adds a request. A repeated one is recognized by its id and counted, as a build system should.</summary>
    public void Add(DemoBuild build)
    {
        lock (_writing)
        {
            var known = Newest.Find(other => other.Id == build.Id && other.IsGenuine == build.IsGenuine);
            Newest = known is null
                ? [.. Newest.Insert(0, build).OrderByDescending(one => one.At).Take(MaxCount)]
                : Newest.Replace(known, known with { Times = known.Times + 1 });
            Save();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Clear()
    {
        lock (_writing)
        {
            Newest = [];
            Save();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Save() => PrivateFiles.Replace(_file, JsonSerializer.Serialize([.. Newest], DemoJson.Default.ListDemoBuild));
}

/// <summary>A build request as the demo's build system received it, without the clone token.</summary>
/// <param name="Id">The id of the event, the same for every attempt.</param>
/// <param name="At">When it was requested.</param>
/// <param name="IsGenuine">Whether its signature is valid.</param>
/// <param name="Times">How often it was received.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="Repository">Project and repository.</param>
/// <param name="Ref">What to fetch.</param>
/// <param name="Commit">What to build.</param>
/// <param name="Cause">Why.</param>
/// <param name="Title">The commit's or the pull request's.</param>
/// <param name="Author">Whose.</param>
/// <param name="IsFork">A pull request from a fork.</param>
internal sealed record DemoBuild(
    string Id,
    DateTimeOffset At,
    bool IsGenuine,
    int Times,
    string? Profile,
    string? Repository,
    string? Ref,
    string? Commit,
    string? Cause,
    string? Title,
    string? Author,
    bool IsFork = false)
{
    /// <summary>The build system refuses work in progress, so that a failed build can be shown.</summary>
    [JsonIgnore]
    public bool IsRefused => Title?.StartsWith("WIP", StringComparison.Ordinal) == true;
}

/// <summary>The event as <c>docs/builds.md</c> has it, as far as the page shows it.</summary>
internal sealed record DemoBuildBody(string? Id, DateTimeOffset? Time, DemoBuildBody.BuildData? Data)
{
    internal sealed record BuildData(NamedItem? Profile, Source? Repository, string? Ref, string? Commit, string? Cause, string? Title, string? Author, bool? Fork);

    internal sealed record Source(string? Name, NamedItem? Project);

    internal sealed record NamedItem(string? Name);

    /// <returns>What the page shows of it; null when it is not an event.</returns>
    public static DemoBuild? Read(byte[] json, bool isGenuine, DateTimeOffset now)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DemoJson.Default.DemoBuildBody) is { Id: { Length: > 0 and <= 100 } id, Data: { } data, Time: var time }
                ? new DemoBuild(
                    id, time ?? now, isGenuine, 1, data.Profile?.Name, $"{data.Repository?.Project?.Name} / {data.Repository?.Name}", data.Ref, data.Commit, data.Cause, data.Title, data.Author, data.Fork is true)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DemoBuildBody))]
[JsonSerializable(typeof(List<DemoBuild>))]
internal sealed partial class DemoJson : JsonSerializerContext;
