using ConnectWizard.Connections;

namespace ConnectWizard.AzureDevOps;

/// <summary>Which product speaks which version of the REST API: from Microsoft's REST reference, since no response names the product.</summary>
internal static class ProductVersions
{
    public const int FirstServerYear = 2019;

    private static readonly (Version Level, string Product, int Year)[] Known =
    [
        (new(1, 0), "Team Foundation Server 2013", 2013),
        (new(2, 0), "Team Foundation Server 2015", 2015),
        (new(2, 1), "Team Foundation Server 2015.1", 2015),
        (new(2, 2), "Team Foundation Server 2015.2", 2015),
        (new(2, 3), "Team Foundation Server 2015.3", 2015),
        (new(3, 0), "Team Foundation Server 2017", 2017),
        (new(3, 1), "Team Foundation Server 2017.1", 2017),
        (new(3, 2), "Team Foundation Server 2017.2", 2017),
        (new(4, 0), "Team Foundation Server 2018", 2018),
        (new(4, 1), "Team Foundation Server 2018.2", 2018),
        (new(5, 0), "Azure DevOps Server 2019", 2019),
        (new(5, 1), "Azure DevOps Server 2019.1", 2019),
        (new(6, 0), "Azure DevOps Server 2020", 2020),
        (new(6, 1), "Azure DevOps Server 2020.1", 2020),
        (new(7, 0), "Azure DevOps Server 2022", 2022),
        (new(7, 1), "Azure DevOps Server 2022.1", 2022),
        // The product's name has no year any more.
        (new(7, 2), "Azure DevOps Server (December 2025 or newer)", 2025),
    ];

    /// <summary>The product that released this version of the API; between two, the older.</summary>
    public static ServerVersion Find(Version level)
    {
        var newest = Known[^1];
        var (_, product, year) = Known.LastOrDefault(known => known.Level <= level, Known[0]);
        var isNewer = level > newest.Level;
        return new ServerVersion(
            level.ToString(2),
            isNewer ? "Azure DevOps Server, newer than the release of December 2025" : product,
            year,
            IsTeamFoundationServer: year < FirstServerYear,
            IsNewerThanKnown: isNewer);
    }
}
