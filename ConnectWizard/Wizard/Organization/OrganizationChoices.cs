using ConnectWizard.Connections;

namespace ConnectWizard.Wizard.Organization;

/// <summary>The organizations to choose among: those that were authorized before come first, each group by name. Pure.</summary>
/// <param name="All">All of them.</param>
public sealed record OrganizationChoices(IReadOnlyList<OrganizationChoice> All)
{
    /// <summary>Puts the list of Azure DevOps and our own memory together: the list leaves out what is of another tenant, or what was named by hand.</summary>
    public static OrganizationChoices Of(IEnumerable<CloudOrganization> listed, IReadOnlyCollection<string> authorized)
    {
        var known = listed.DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var named = authorized.Except(known.Select(one => one.Name), StringComparer.OrdinalIgnoreCase).Select(name => new CloudOrganization(name, null));
        return new OrganizationChoices(
        [
            .. known.Concat(named)
                .Select(one => new OrganizationChoice(one.Name, one.DisabledReason, authorized.Contains(one.Name, StringComparer.OrdinalIgnoreCase)))
                .OrderByDescending(one => one is { IsAuthorized: true, DisabledReason: null })
                .ThenBy(one => one.Name, StringComparer.OrdinalIgnoreCase),
        ]);
    }

    /// <summary>Those in whose names every word of the search occurs.</summary>
    public IReadOnlyList<OrganizationChoice> Matching(string search)
    {
        var words = search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. All.Where(one => words.All(word => one.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))];
    }
}

/// <summary>An organization that may be chosen.</summary>
/// <param name="Name">As in <c>dev.azure.com/{name}</c>.</param>
/// <param name="DisabledReason">Why it is greyed, as Azure DevOps' list says; null when it can be chosen.</param>
/// <param name="IsAuthorized">A check of it has passed with this account before.</param>
public sealed record OrganizationChoice(string Name, string? DisabledReason, bool IsAuthorized);
