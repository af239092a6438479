namespace ConnectWizard.Connections.Addresses;

/// <summary>The hosts of Azure DevOps Services.</summary>
internal static class ServicesHosts
{
    private const string Current = "dev.azure.com";
    private const string Legacy = ".visualstudio.com";

    /// <summary>Legacy hosts that are not an organization's.</summary>
    private static readonly HashSet<string> Reserved =
        new(StringComparer.OrdinalIgnoreCase) { "app", "www", "marketplace", "vs-ssh", "login", "aex" };

    public static bool Contains(string host)
    {
        var name = host.TrimEnd('.');
        return UrlFamilies.Same(name, Current)
            || name.EndsWith("." + Current, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(Legacy, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads an address on one of these hosts.</summary>
    public static ParsedServices Read(UrlParts parts)
    {
        IReadOnlyList<InputNote> notes = parts.User is null ? [] : [InputNote.Of(InputNoteCode.UserDropped)];
        var path = parts.Segments.Select(UrlFamilies.ToName).Where(part => part.Length > 0).ToArray();
        if (path is ["v3", ..])
            return ReadSsh(path, notes);

        var (organization, below) = parts.Host.TrimEnd('.').EndsWith(Legacy, StringComparison.OrdinalIgnoreCase)
            ? (LegacyOrganization(parts), path is [var first, ..] && UrlFamilies.Same(first, "DefaultCollection") ? path[1..] : path)
            : (path is [var named, ..] && !UrlFamilies.IsMarker(named) ? named : null, path.Skip(1).ToArray());
        var head = below.TakeWhile(part => !UrlFamilies.IsMarker(part)).ToArray();
        var repository = UrlFamilies.RepositoryIn(below[head.Length..]);
        return new ParsedServices(organization, head is [var project, ..] ? project : repository, repository, notes);
    }

    private static ParsedServices ReadSsh(string[] path, IReadOnlyList<InputNote> notes)
    {
        var repository = path.ElementAtOrDefault(3);
        return new ParsedServices(
            path.ElementAtOrDefault(1), path.ElementAtOrDefault(2), repository is null ? null : UrlFamilies.WithoutGitSuffix(repository), notes);
    }

    private static string? LegacyOrganization(UrlParts parts)
    {
        var label = parts.Host[..parts.Host.IndexOf('.', StringComparison.Ordinal)];
        var organization = UrlFamilies.Same(label, "vs-ssh") ? parts.User : Reserved.Contains(label) ? null : label;
        return string.IsNullOrEmpty(organization) ? null : organization;
    }
}

/// <summary>What an organization of Azure DevOps Services may be called. No other text becomes part of an address.</summary>
public static class OrganizationNames
{
    /// <summary>Longer than any that can be made today (50), in characters.</summary>
    public const int MaximumLength = 64;

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaximumLength }
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
