using Microsoft.AspNetCore.Html;

namespace AzureDevOpsEmulator.WorldPage;

/// <summary>The subscriptions of a repository's project and collection, with their last deliveries.</summary>
internal static class SubscriptionSection
{
    private const int MaxDeliveries = 5;

    public static IHtmlContent Of(EmulatedWorld world, RepositoryLocation location)
    {
        var known = world.Hooks.Subscriptions
            .Where(known => known.CollectionId == location.Collection.Id)
            .Where(known => known.ProjectId is null || known.ProjectId == location.Repository.Project.Id)
            .ToList();
        return Html.Of($"""
            <section data-testid="subscriptions"><h2>Service hooks of the project</h2>
            {(known.Count == 0 ? Html.Of($"<p class=\"quiet\">No subscriptions yet.</p>") : Table(world, known))}</section>
            """);
    }

    private static IHtmlContent Table(EmulatedWorld world, IReadOnlyList<EmulatedSubscription> known) => Html.Of($"""
        <table><thead><tr><th scope="col">Event</th><th scope="col">Status</th><th scope="col">Last deliveries</th><th scope="col">Actions</th></tr>
        </thead><tbody>{Html.Join(known.Select(subscription => Row(world, subscription)))}</tbody></table>
        """);

    private static IHtmlContent Row(EmulatedWorld world, EmulatedSubscription known)
    {
        var deliveries = world.Hooks.HistoryOf(known.Id).Take(MaxDeliveries).Select(Delivery);
        var action = $"{WorldPageEndpoint.Root}/-/subscriptions/{known.Id}/";
        return Html.Of($"""
            <tr data-testid="subscription"><td>{known.EventType}<br><span class="quiet">to {known.Url.Authority}, by {known.Creator}</span></td>
            <td data-testid="status">{known.Status}</td><td>{Html.Join(deliveries)}</td><td>
            {Layout.Button(action + "retry", "Retry now", "retry", "person", known.Creator)}
            {Layout.Button(action + "disable", "Disable", "disable", "person", known.Creator)}
            {Layout.Button(action + "enable", "Enable", "enable", "person", known.Creator)}
            {Layout.Button(action + "dismiss", "Remove creator's access", "dismiss", "person", known.Creator)}
            {Layout.Button(action + "readmit", "Restore creator's access", "readmit", "person", known.Creator)}
            {Layout.Button(action + "delete", "Delete", "delete", "person", known.Creator)}</td></tr>
            """);
    }

    private static IHtmlContent Delivery(Notification known) => Html.Of($"""
        <div data-testid="delivery">#{known.Id} {known.CreatedDate:HH:mm:ss} {known.Result}
        <span class="quiet">{known.ErrorMessage}</span></div>
        """);
}

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
            <button class="main" data-testid="find">Find</button></form></section>
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
        where project.State == TeamProject.WellFormed
        from repository in project.Repositories
        where !repository.IsDisabled
        select new RepositoryPath(site.Name, collection.Name, project.Name, repository.Name);

    private static bool Matches(RepositoryPath location, string search) => search
        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .All(word => $"{location.Server} {location.Collection} {location.Project} {location.Repository}".Contains(word, StringComparison.OrdinalIgnoreCase));
}
