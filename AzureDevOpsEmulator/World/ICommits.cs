namespace AzureDevOpsEmulator.World;

/// <summary>A commit as the REST operations show it.</summary>
internal sealed record Commit(string Id, string AuthorName, string AuthorEmail, DateTimeOffset Date, string Comment);

/// <summary>What the REST operations may ask of the repositories' content.</summary>
internal interface ICommits
{
    Commit TipOf(Repository repository, Branch branch);
}
