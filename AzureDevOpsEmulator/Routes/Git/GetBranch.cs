namespace AzureDevOpsEmulator.Routes.Git;

/// <summary><c>GET _apis/git/repositories/{id}/stats/branches/{name}</c>: one branch, by its short name.</summary>
internal static class GetBranch
{
    public static ApiAnswer Answer(ApiCall call) => call.Value("name") is { } name
        ? new ApiAnswer(GetBranches.One(call, GetBranches.RepositoryWithBranches(call), name))
        : GetBranches.Answer(call);
}
