using System.Buffers.Binary;

namespace AzureDevOpsEmulator.World;

/// <summary>A collection that is generated from numbers and not stored.</summary>
internal sealed class ScaledServerContent(EmulatedScale scale) : IServerContent
{
    public const string Collection = "Fleet";
    private static readonly DateTimeOffset Newest = new(2025, 11, 3, 8, 15, 0, TimeSpan.Zero);
    private static readonly string[] Main = ["main", "develop"];
    private static readonly string[] Master = ["master"];
    private static readonly string[] Subjects = ["payment", "telemetry", "rover", "Antenna", "billing", "Größe", "identity", "orbit", "launch-pad", "sensor"];
    private static readonly string[] Parts = ["service", "web-app", "Firmware", "infra", "docs", "tools", "gateway", "tests"];
    private readonly int _repositoriesPerProject = Math.Max(1, (scale.Repositories + scale.Projects - 1) / Math.Max(1, scale.Projects));

    public Guid InstanceId { get; } = StableId.For("fleet");

    /// <summary>The list of projects is empty: they are generated.</summary>
    public IReadOnlyList<TeamProjectCollection> Collections { get; } = [new(StableId.For("fleet", Collection), Collection, [])];

    public TeamProjectCollection? FindCollection(string nameOrId) => Collections.FirstOrDefault(collection =>
        Guid.TryParse(nameOrId, out var id) ? collection.Id == id : collection.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<TeamProject> ProjectsOf(TeamProjectCollection collection, Person viewer) =>
        Enumerable.Range(0, scale.Projects).Select(ProjectAt).Where(viewer.CanView.Includes);

    public TeamProject? FindProject(TeamProjectCollection collection, string nameOrId, Person viewer)
    {
        var number = Guid.TryParse(nameOrId, out var id) ? ScaledId.NumberOf(ScaledId.Project, id) : TrailingNumber(nameOrId);
        return number is { } there && there >= 0 && there < scale.Projects && ProjectAt(there) is var project
            && viewer.CanView.Includes(project) && (id == project.Id || MatchesName(nameOrId, project.Name))
            ? project
            : null;
    }

    public IEnumerable<Repository> RepositoriesOf(TeamProjectCollection collection, TeamProject? project, Person viewer) =>
        (project is null ? ProjectsOf(collection, viewer) : [project]).SelectMany(RepositoriesOf);

    public Repository? FindRepository(TeamProjectCollection collection, TeamProject? project, string nameOrId, Person viewer)
    {
        var isId = Guid.TryParse(nameOrId, out var id);
        var number = isId ? ScaledId.NumberOf(ScaledId.Repository, id) : project is null ? null : TrailingNumber(nameOrId);
        if (number is not { } there || there < 0 || there >= scale.Repositories || (project ?? ProjectAt(there / _repositoriesPerProject)) is not { } home)
            return null;

        var repository = RepositoryAt(there, home);
        return NumberOf(home) == there / _repositoriesPerProject && viewer.CanView.Includes(home) && (isId || MatchesName(nameOrId, repository.Name)) ? repository : null;
    }

    private IEnumerable<Repository> RepositoriesOf(TeamProject project)
    {
        var first = NumberOf(project) * _repositoriesPerProject;
        for (var number = first; number < Math.Min(first + _repositoriesPerProject, scale.Repositories); number++)
            yield return RepositoryAt(number, project);
    }

    private static TeamProject ProjectAt(int number) => new()
    {
        Id = ScaledId.Of(ScaledId.Project, number),
        Name = string.Create(CultureInfo.InvariantCulture, $"Programme {number:D4}"),
        Revision = 8 + (number % 900),
        LastUpdated = Newest.AddMinutes(-number),
        DefaultTeamId = ScaledId.Of(ScaledId.Team, number),
    };

    private static Repository RepositoryAt(int number, TeamProject project) => new()
    {
        Id = ScaledId.Of(ScaledId.Repository, number),
        Name = string.Create(CultureInfo.InvariantCulture, $"{Subjects[number % Subjects.Length]}-{Parts[number / Subjects.Length % Parts.Length]}-{number:D6}"),
        Project = project,
        Branches = number % 7 == 0 ? Master : Main,
        Size = 731 + number,
        Created = Newest.AddMinutes(-number),
        IsDisabled = number % 100 == 99,
    };

    private static int NumberOf(TeamProject project) => ScaledId.NumberOf(ScaledId.Project, project.Id) ?? -1;

    private static int? TrailingNumber(string name)
    {
        var digits = name.AsSpan(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool MatchesName(string given, string name) => string.Equals(given.Normalize(), name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>IDs that contain a number, so that their objects are found without a search.</summary>
internal static class ScaledId
{
    public const short Project = 1;
    public const short Repository = 2;
    public const short Team = 3;

    /// <summary>Identifies these IDs.</summary>
    private const ulong Marker = 0x8CA1_EDF1_EE70_0000;

    public static Guid Of(short kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        BinaryPrimitives.WriteInt16BigEndian(bytes[4..], kind);
        BinaryPrimitives.WriteInt16BigEndian(bytes[6..], 0x5000);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Marker);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Null for an ID of another kind.</summary>
    public static int? NumberOf(short kind, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return Of(kind, number) == id ? number : null;
    }
}
