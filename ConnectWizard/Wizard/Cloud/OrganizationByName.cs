using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>An organization as somebody names it: by its name alone, or by any address in it.</summary>
/// <param name="Name">As in <c>dev.azure.com/{name}</c>.</param>
/// <param name="Project">The project of a pasted address.</param>
/// <param name="Repository">The repository of a pasted address.</param>
public sealed record OrganizationByName(string Name, string? Project, string? Repository)
{
    /// <param name="parsed">What the text was parsed as.</param>
    /// <param name="text">As typed.</param>
    /// <returns>Null when it is neither an organization's name nor an address in one.</returns>
    public static OrganizationByName? Of(ParsedAddress parsed, string text)
    {
        var typed = UrlParts.Clean(text);
        return parsed is ParsedServices { Organization: { } found } services && OrganizationNames.IsValid(found)
            ? new OrganizationByName(found, services.Project, services.Repository)
            : OrganizationNames.IsValid(typed) ? new OrganizationByName(typed, null, null) : null;
    }
}
