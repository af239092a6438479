namespace AzureDevOpsEmulator.Routes.Bodies;

internal sealed record CommitBody
{
    /// <summary>Only in single reads.</summary>
    public string? TreeId { get; init; }
    public required string CommitId { get; init; }
    public required SignatureBody Author { get; init; }
    public required SignatureBody Committer { get; init; }
    public required string Comment { get; init; }

    /// <summary>Only in single reads.</summary>
    public IReadOnlyList<string>? Parents { get; init; }
    public required string Url { get; init; }
    public string? RemoteUrl { get; init; }

    public static CommitBody Of(IWireContext call, Repository repository, ObjectId id, GitCommit commit) => new()
    {
        CommitId = id.ToString(),
        Author = SignatureBody.Of(commit.Author),
        Committer = SignatureBody.Of(commit.Committer),
        Comment = commit.Message.TrimEnd('\n'),
        Url = $"{call.Links.RepositoryApi(call.Collection, repository)}/commits/{id}",
        RemoteUrl = $"{call.Links.RepositoryWeb(call.Collection, repository)}/commit/{id}",
    };

    public static CommitBody Whole(IWireContext call, Repository repository, ObjectId id, GitCommit commit) =>
        Of(call, repository, id, commit) with
        {
            TreeId = commit.Tree.ToString(),
            Parents = [.. commit.Parents.Select(parent => parent.ToString())],
        };
}

internal sealed record SignatureBody(string Name, string Email, DateTimeOffset Date)
{
    public static SignatureBody Of(GitSignature signature) => new(signature.Name, signature.Email, signature.When);
}

internal sealed record CommitRefBody(string CommitId, string Url)
{
    public static CommitRefBody Of(string repositoryUrl, string id) => new(id, $"{repositoryUrl}/commits/{id}");
}

/// <summary>A branch with its newest commit and its distance from the default branch.</summary>
internal static class BranchBody
{
    public static object Of(ApiCall call, Repository repository, GitRepository content, GitRef branch)
    {
        var main = content.Branch(content.DefaultBranch[GitRefName.Branches.Length..]) ?? branch;
        return new
        {
            commit = CommitBody.Of(call, repository, branch.Target, content.Objects.GetCommit(branch.Target)),
            name = branch.Name[GitRefName.Branches.Length..],
            aheadCount = content.CommitsAhead(main.Target, branch.Target).Count(),
            behindCount = content.CommitsAhead(branch.Target, main.Target).Count(),
            isBaseVersion = branch.Name == main.Name,
        };
    }
}
