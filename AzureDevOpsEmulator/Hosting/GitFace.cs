using AzureDevOpsEmulator.Routes;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Hosting;

internal sealed class GitFace
{
    public Task AnswerAsync(HttpContext context, Address address, TeamProjectCollection collection, AccessToken token) =>
        HtmlPage.WriteAsync(context.Response, 501, "Not implemented", "Not implemented", context.RequestAborted);
}

internal sealed class NamedCommits : ICommits
{
    public Commit TipOf(Repository repository, Branch branch) => new("0000", "", "", default, "");
}
