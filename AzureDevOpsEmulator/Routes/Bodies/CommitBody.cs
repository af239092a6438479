using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A commit as lists, branch statistics and single reads show it.</summary>
internal sealed record CommitBody
{
    /// <summary>Only single reads have it.</summary>
    public string? TreeId { get; init; }

    public required string CommitId { get; init; }

    public required SignatureBody Author { get; init; }

    public required SignatureBody Committer { get; init; }

    public required string Comment { get; init; }

    /// <summary>Only single reads have them.</summary>
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

/// <summary>Who made a commit, and when.</summary>
internal sealed record SignatureBody(string Name, string Email, DateTimeOffset Date)
{
    public static SignatureBody Of(GitSignature signature) => new(signature.Name, signature.Email, signature.When);
}
