using Microsoft.AspNetCore.Html;

namespace AzureDevOpsEmulator.WorldPage;

/// <summary>A repository: branches, pull requests, forms to change them, and subscriptions.</summary>
internal static class RepositoryPage
{
    public static IHtmlContent Page(EmulatedWorld world, RepositoryPath location, IHtmlContent message)
    {
        var found = location.Resolve();
        var tips = world.Tips(found).ToList();
        var names = tips.Select(tip => tip.Name).ToList();
        var address = WorldPageEndpoint.PathOf(location);
        return Layout.Page(location.Repository, Html.Of($"""
            <p class="quiet" data-testid="place">{location.Server} / {location.Collection} / {location.Project}</p>{message}
            <section><h2>Branches</h2><table data-testid="branches"><tbody>
            {Html.Join(tips.Select(tip => BranchRow(address, tip.Name, tip.Id.ToString(), tip.Commit)))}</tbody></table></section>
            <section><h2>Pull requests</h2>{PullRequests(address, world.PullRequests(found))}</section>
            <div class="forms">{PushForm(address, names, world.DefaultBranchOf(found) ?? "main")}{BranchForm(address, names)}{PullRequestForm(address, names)}</div>
            {SubscriptionSection.Of(world, found)}
            """));
    }

    private static IHtmlContent BranchRow(string address, string name, string id, Git.Objects.GitCommit commit) => Html.Of($"""
        <tr data-testid="branch"><td><strong>{name}</strong></td><td><code title="{id}">{id[..8]}</code></td>
        <td>{commit.Message.Split('\n')[0]}<br><span class="quiet">{commit.Author.Name}, {commit.Author.When:yyyy-MM-dd HH:mm}</span></td>
        <td>{Layout.Button(address + "/delete-branch", "Delete", "delete-branch", "name", name)}</td></tr>
        """);

    private static IHtmlContent PullRequests(string address, IReadOnlyList<PullRequest> known) => known.Count == 0
        ? Html.Of($"<p class=\"quiet\">No pull requests yet.</p>")
        : Html.Of($"""
            <table data-testid="pull-requests"><tbody>{Html.Join(known.Reverse().Select(one => PullRequestRow(address, one)))}</tbody></table>
            """);

    private static IHtmlContent PullRequestRow(string address, PullRequest known)
    {
        var id = $"{known.Id}";
        var buttons = known.Status != PullRequest.Active ? HtmlString.Empty : Html.Join(
        [
            Layout.Button(address + "/update", "Push to source", "update-pull-request", "id", id),
            Layout.Button(address + "/merge", "Merge", "merge-pull-request", "id", id, isQuiet: false),
            Layout.Button(address + "/abandon", "Abandon", "abandon-pull-request", "id", id),
        ]);
        return Html.Of($"""
            <tr data-testid="pull-request"><td>!{id} <strong>{known.Title}</strong><br>
            <span class="quiet">{known.SourceRefName[11..]} → {known.TargetRefName[11..]}</span></td>
            <td>{known.Status}, merge {known.MergeStatus}</td><td>{buttons}</td></tr>
            """);
    }

    private static IHtmlContent PushForm(string address, IReadOnlyList<string> branches, string branch) => Html.Of($"""
        <section><h2>Push a commit</h2><form method="post" action="{address}/push" data-testid="push-form">
        <label>Branch<input name="branch" list="branches" value="{branch}" required></label>
        <datalist id="branches">{Html.Join(branches.Select(Option))}</datalist>
        <label>Message<input name="message" value="Change a file" required></label>
        <label>File<input name="path" value="CHANGES.md" required></label>
        <label>Content (generated if empty)<textarea name="content" rows="2"></textarea></label>
        {PersonField()}<button class="main" data-testid="push">Push</button></form></section>
        """);

    private static IHtmlContent BranchForm(string address, IReadOnlyList<string> branches) => Html.Of($"""
        <section><h2>Create or move a branch</h2><form method="post" action="{address}/branch" data-testid="branch-form">
        <label>Name<input name="name" required></label>
        <label>Target<select name="from">{Html.Join(branches.Select(Option))}</select></label>
        {PersonField()}<button class="main" data-testid="create-branch">Create</button></form></section>
        """);

    private static IHtmlContent PullRequestForm(string address, IReadOnlyList<string> branches) => Html.Of($"""
        <section><h2>Open a pull request</h2><form method="post" action="{address}/open" data-testid="open-form">
        <label>From<select name="source">{Html.Join(branches.Reverse().Select(Option))}</select></label>
        <label>Into<select name="target">{Html.Join(branches.Select(Option))}</select></label>
        <label>Title<input name="title" value="A change" required></label>
        <label>Description<textarea name="description" rows="2"></textarea></label>
        {PersonField()}<button class="main" data-testid="open-pull-request">Open</button></form></section>
        """);

    private static IHtmlContent PersonField() => Html.Of($"""
        <label>Person<select name="person">{Html.Join(People.All.Select(person =>
            Html.Of($"<option value=\"{person.Account}\">{person.DisplayName}</option>")))}</select></label>
        """);

    private static IHtmlContent Option(string value) => Html.Of($"<option>{value}</option>");
}
