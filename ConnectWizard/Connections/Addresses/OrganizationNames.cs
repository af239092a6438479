namespace ConnectWizard.Connections.Addresses;

/// <summary>What an organization of Azure DevOps Services may be called, as far as its name is put into addresses.</summary>
public static class OrganizationNames
{
    /// <summary>Longer than any that can be made today (50), in characters.</summary>
    public const int MaximumLength = 64;

    /// <summary>Letters, digits and hyphens make a name; underscores are in old ones. Whoever says so, nothing else becomes part of an address.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: > 0 and <= MaximumLength }
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
