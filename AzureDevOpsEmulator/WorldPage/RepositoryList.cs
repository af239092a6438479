using Microsoft.AspNetCore.Html;

namespace AzureDevOpsEmulator.WorldPage;

/// <summary>All repositories that can be pushed to, with a search over all names.</summary>
internal static class RepositoryList
{
    private const int MaxRows = 60;

    public static IHtmlContent Page(string search)
    {
        var found = All().Where(location => Matches(location, search)).Take(MaxRows + 1).ToList();
        var rows = Html.Join(found.Take(MaxRows).Select(Row));
        return Layout.Page("The emulated world", Html.Of($"""
            <section><form method="get"><label>Search by server, collection, project or repository
            <input name="q" type="search" value="{search}" data-testid="search" autofocus></label>
            <button data-testid="find">Find</button></form></section>
            <section><h2>Repositories</h2><table><thead><tr><th scope="col">Repository</th><th scope="col">Project</th>
            <th scope="col">Collection</th><th scope="col">Server</th></tr></thead><tbody>{rows}</tbody></table>
            <p class="quiet">{(found.Count > MaxRows ? $"Showing the first {MaxRows}. Search for others." : $"{found.Count} found.")}</p></section>
            """));
    }

    private static IHtmlContent Row(RepositoryPath location) => Html.Of($"""
        <tr><td><a href="{WorldPageEndpoint.PathOf(location)}" data-testid="repository">{location.Repository}</a></td>
        <td>{location.Project}</td><td>{location.Collection}</td><td>{location.Server}</td></tr>
        """);

    private static IEnumerable<RepositoryPath> All() =>
        from site in SiteCatalog.WritableSites
        from collection in site.Content.Collections
        from project in collection.Projects
        where project.IsWellFormed
        from repository in project.Repositories
        where !repository.IsDisabled
        select new RepositoryPath(site.Name, collection.Name, project.Name, repository.Name);

    private static bool Matches(RepositoryPath location, string search) => search
        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .All(word => $"{location.Server} {location.Collection} {location.Project} {location.Repository}".Contains(word, StringComparison.OrdinalIgnoreCase));
}
