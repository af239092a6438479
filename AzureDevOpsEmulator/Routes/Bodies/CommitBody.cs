using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A commit as branch statistics and single reads show it.</summary>
internal sealed record CommitBody(string CommitId, SignatureBody Author, SignatureBody Committer, string Comment, string Url)
{
    public static CommitBody Of(ApiCall call, Repository repository, Commit commit)
    {
        var signature = new SignatureBody(commit.AuthorName, commit.AuthorEmail, commit.Date);
        return new CommitBody(
            commit.Id, signature, signature, commit.Comment, $"{call.Links.RepositoryApi(call.Collection, repository)}/commits/{commit.Id}");
    }
}

internal sealed record SignatureBody(string Name, string Email, DateTimeOffset Date);
