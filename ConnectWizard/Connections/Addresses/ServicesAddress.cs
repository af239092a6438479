namespace ConnectWizard.Connections.Addresses;

/// <summary>An address of Azure DevOps Services, the cloud, in any of its forms.</summary>
/// <param name="Organization">Null where the address names none.</param>
internal sealed record ServicesAddress(string? Organization, string? Project, string? Repository)
{
    private const string Current = "dev.azure.com";
    private const string Old = ".visualstudio.com";

    /// <summary>Hosts of the old family that are not an organization's.</summary>
    private static readonly HashSet<string> NoOrganizations =
        new(StringComparer.OrdinalIgnoreCase) { "app", "www", "marketplace", "vs-ssh", "login", "aex" };

    /// <summary>True for the hosts of Azure DevOps Services.</summary>
    public static bool IsHost(string host)
    {
        var name = host.TrimEnd('.');
        return name.Equals(Current, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + Current, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(Old, StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>Null when the host is not one of Azure DevOps Services.</returns>
    public static ServicesAddress? Read(AddressTokens tokens)
    {
        var host = tokens.Host.TrimEnd('.');
        if (!IsHost(host))
            return null;

        var path = tokens.Segments.Select(PathMarkers.ToName).Where(part => part.Length > 0).ToArray();
        if (path is ["v3", ..])
            return new ServicesAddress(path.ElementAtOrDefault(1), path.ElementAtOrDefault(2), WithoutSuffix(path.ElementAtOrDefault(3)));

        return host.EndsWith(Old, StringComparison.OrdinalIgnoreCase)
            ? ReadOld(host, tokens.User, path)
            : Below(path is [var organization, ..] && !PathMarkers.IsMarker(organization) ? organization : null, path.Skip(1).ToArray());
    }

    private static ServicesAddress ReadOld(string host, string? user, string[] path)
    {
        var label = host[..host.IndexOf('.', StringComparison.Ordinal)];
        var named = label.Equals("vs-ssh", StringComparison.OrdinalIgnoreCase) ? user : null;
        var organization = NoOrganizations.Contains(label) ? named : label;
        var skipped = path is [var first, ..] && first.Equals("DefaultCollection", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return Below(string.IsNullOrEmpty(organization) ? null : organization, path[skipped..]);
    }

    private static ServicesAddress Below(string? organization, string[] path)
    {
        var head = path.TakeWhile(part => !PathMarkers.IsMarker(part)).ToArray();
        var repository = PathMarkers.RepositoryIn(path[head.Length..]);
        return new ServicesAddress(organization, head is [var project, ..] ? project : repository, repository);
    }

    private static string? WithoutSuffix(string? repository) => repository is null ? null : PathMarkers.WithoutGitSuffix(repository);
}
