using System.Globalization;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>
/// The addresses that a server gives of itself. All begin with its public URL, which an administrator sets: a rightly configured one
/// is the address that the request came to.
/// </summary>
/// <param name="Root">The public URL, virtual directory included, without a slash at the end.</param>
internal sealed record SiteLinks(string Root)
{
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

    /// <summary>Some parts of the service leave the project out.</summary>
    public string RepositoryApiWithoutProject(TeamProjectCollection collection, Repository repository) =>
        $"{Collection(collection)}/_apis/git/repositories/{repository.Id}";

    public string PullRequestWeb(TeamProjectCollection collection, Repository repository, int pullRequest) =>
        string.Create(CultureInfo.InvariantCulture, $"{RepositoryWeb(collection, repository)}/pullrequest/{pullRequest}");

    public string HooksApi(TeamProjectCollection collection) => $"{Collection(collection)}/_apis/hooks";

    public string RepositorySsh(TeamProjectCollection collection, Repository repository)
    {
        var web = new Uri(RepositoryWeb(collection, repository));
        return $"ssh://{web.Host}:22{web.AbsolutePath}";
    }

    public string Identity(TeamProjectCollection collection, Guid identity) => $"{Collection(collection)}/_apis/Identities/{identity}";

    public string IdentityImage(TeamProjectCollection collection, Guid identity) =>
        $"{Collection(collection)}/_api/_common/identityImage?id={identity}";

    private static string Segment(string name) => Uri.EscapeDataString(name);
}
