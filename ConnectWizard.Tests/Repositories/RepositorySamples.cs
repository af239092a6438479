using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Repositories and projects to test with; the same name gives the same id.</summary>
internal static class RepositorySamples
{
    public static readonly ServerTarget Target = new(new ServerAddress("https", "azure.spacetech.example", 443, ""), "Space Missions");

    public static readonly Secret Token = new("not a real token");

    public static RepositorySource Source() => new(CredentialId.New(), Target);

    public static Guid Id(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public static Project Project(string name) => new(Id(name), name);

    public static Repository Repository(string project, string name) =>
        new(Id($"{project}/{name}"), name, Id(project), project, "main", IsDisabled: false, IsInMaintenance: false, RemoteUrl: null);

    /// <summary>A snapshot of repositories written <c>project/name</c>.</summary>
    public static RepositorySnapshot Snapshot(params IEnumerable<string> paths)
    {
        var table = new RepositoryTable();
        foreach (var path in paths)
            table.Add(Repository(path.Split('/')[0], path.Split('/')[1]));

        return table.Snapshot();
    }

    /// <summary>The repositories shown, written <c>project/name</c>, in their order.</summary>
    public static IEnumerable<string> Paths(this RepositoryMatches matches) =>
        matches.Rows().Where(row => row.Repository is not null).Select(row => $"{row.Project!.Name}/{row.Repository!.Name}");

    public static IEnumerable<ListedRow> Rows(this RepositoryMatches matches) => Enumerable.Range(0, matches.Length).Select(position => matches[position]);
}
