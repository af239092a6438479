namespace AzureDevOpsEmulator.Hosting;

/// <summary>
/// The URLs of a server. All begin with its public URL, which an administrator sets; normally it is the address of the request.
/// </summary>
/// <param name="Root">The public URL with virtual directory, without a trailing slash.</param>
internal sealed record SiteLinks(string Root)
{
    /// <summary>Null on a server.</summary>
    public CloudUrls? Cloud { get; init; }

    /// <summary>The realm of Basic challenges: in the cloud a machine behind the service.</summary>
    public string Realm => Cloud is null ? Root : "https://tfsprodweu3.visualstudio.com/";
    public string VirtualDirectory => new Uri(Root).AbsolutePath.Trim('/');

    public string Collection(TeamProjectCollection collection) => $"{Root}/{Segment(collection.Name)}";

    public string CollectionApi(TeamProjectCollection collection) => $"{Root}/_apis/projectCollections/{collection.Id}";

    public string ProjectApi(TeamProjectCollection collection, TeamProject project) =>
        $"{Collection(collection)}/_apis/projects/{project.Id}";

    public string ProjectWeb(TeamProjectCollection collection, TeamProject project) => $"{Collection(collection)}/{Segment(project.Name)}";

    public string RepositoryApi(TeamProjectCollection collection, Repository repository) =>
        $"{Collection(collection)}/{repository.Project.Id}/_apis/git/repositories/{repository.Id}";

    public string RepositoryWeb(TeamProjectCollection collection, Repository repository) =>
        $"{ProjectWeb(collection, repository.Project)}/_git/{Segment(repository.Name)}";

    /// <summary>The clone URL; in the cloud it has the organization as user name.</summary>
    public string RepositoryRemote(TeamProjectCollection collection, Repository repository)
    {
        var web = RepositoryWeb(collection, repository);
        return Cloud is null ? web : web.Replace("://", $"://{Segment(collection.Name)}@", StringComparison.Ordinal);
    }

    public string RepositoryApiWithoutProject(TeamProjectCollection collection, Repository repository) =>
        $"{Collection(collection)}/_apis/git/repositories/{repository.Id}";

    public string PullRequestWeb(TeamProjectCollection collection, Repository repository, int pullRequest) =>
        string.Create(CultureInfo.InvariantCulture, $"{RepositoryWeb(collection, repository)}/pullrequest/{pullRequest}");

    public string HooksApi(TeamProjectCollection collection) => $"{Collection(collection)}/_apis/hooks";

    public string RepositorySsh(TeamProjectCollection collection, Repository repository)
    {
        if (Cloud is not null)
            return $"git@ssh.dev.azure.com:v3/{Segment(collection.Name)}/{Segment(repository.Project.Name)}/{Segment(repository.Name)}";

        var web = new Uri(RepositoryWeb(collection, repository));
        return $"ssh://{web.Host}:22{web.AbsolutePath}";
    }

    public string Identity(TeamProjectCollection collection, Guid identity) => $"{Collection(collection)}/_apis/Identities/{identity}";

    public string IdentityImage(TeamProjectCollection collection, Guid identity) =>
        $"{Collection(collection)}/_api/_common/identityImage?id={identity}";

    private static string Segment(string name) => Uri.EscapeDataString(name);
}
