using AzureDevOpsEmulator.Routes.Bodies;

namespace AzureDevOpsEmulator.Routes.Repositories;

/// <summary>
/// <c>GET _apis/git/repositories</c>: all repositories of a project or of the whole collection, without pages, or one by name or id.
/// </summary>
internal static class GetRepositories
{
    public static ApiAnswer Answer(ApiCall call)
    {
        if (call.Value("repositoryId") is not null)
            return new ApiAnswer(RepositoryBody.Of(call, call.FindRepository(), withLinks: true, withParent: true));

        var withLinks = call.Flag("includeLinks");
        var repositories = call.Content.RepositoriesOf(call.Collection, call.Project, call.Caller)
            .Select(repository => RepositoryBody.Of(call, repository, withLinks, withParent: false));
        return new ApiAnswer(new StreamedListing<RepositoryBody>(repositories)) { IsStreamed = true };
    }
}
