using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>An organization as somebody names it: by its name alone, or by any address in it.</summary>
/// <param name="Name">As in <c>dev.azure.com/{name}</c>.</param>
/// <param name="Project">The project of a pasted address.</param>
/// <param name="Repository">The repository of a pasted address.</param>
public sealed record OrganizationByName(string Name, string? Project, string? Repository)
{
    /// <returns>Null when it is neither an organization's name nor an address in one.</returns>
    public static OrganizationByName? Read(string? text)
    {
        var typed = text?.Trim() ?? "";
        return AddressParser.ParsePasted(typed) is ParsedServices { Organization: { } found } pasted && OrganizationNames.IsValid(found)
            ? new OrganizationByName(found, pasted.Project, pasted.Repository)
            : OrganizationNames.IsValid(typed) ? new OrganizationByName(typed, null, null) : null;
    }
}
