using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Accounts;

/// <summary>Where application identities get tokens, and those that the operator offers: keys of the section <c>AzureDevOps:Cloud</c>.</summary>
public sealed class IdentityOptions
{
    public const string Section = SignInOptions.Section;

    /// <summary>An https address without a path: MSAL takes no other.</summary>
    public string Instance { get; set; } = "https://login.microsoftonline.com";

    public IList<IdentityEntry> Identities { get; } = [];
}

/// <summary>An identity that the operator offers to everybody, for the organizations named.</summary>
public sealed class IdentityEntry
{
    /// <summary>People pick it by this name.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>Federated</c> or <c>ManagedIdentity</c>.</summary>
    public string Kind { get; set; } = "";

    public string Tenant { get; set; } = "";

    /// <summary>Of a managed identity: empty for the machine's own.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The file with the token of another issuer, as Kubernetes projects it.</summary>
    public string AssertionFile { get; set; } = "";

    public IList<string> Organizations { get; } = [];

    /// <summary>Null for another word.</summary>
    public IdentityKind? ParsedKind => Kind.ToUpperInvariant() switch
    {
        "FEDERATED" => IdentityKind.Federated,
        "MANAGEDIDENTITY" => IdentityKind.ManagedIdentity,
        _ => null,
    };
}

/// <summary>Finds every error of the keys.</summary>
internal sealed class ValidateIdentityOptions : IValidateOptions<IdentityOptions>
{
    private const int MaxNameLength = 64;

    public ValidateOptionsResult Validate(string? name, IdentityOptions options) => Errors(options).ToList().ToResult();

    private static IEnumerable<string> Errors(IdentityOptions options)
    {
        if (!Uri.TryCreate(options.Instance, UriKind.Absolute, out var instance) || instance is not { Scheme: "https", UserInfo: "", PathAndQuery: "/", Fragment: "" })
            yield return $"{IdentityOptions.Section}:Instance: is not an https:// address without a path.";
        foreach (var (position, entry) in options.Identities.Index())
        {
            foreach (var (key, error) in ErrorsIn(entry))
                yield return $"{IdentityOptions.Section}:Identities:{position}:{key}: {error}";
            if (options.Identities.Take(position).Any(other => other.Name == entry.Name))
                yield return $"{IdentityOptions.Section}:Identities:{position}:Name: another identity has this name.";
        }
    }

    private static IEnumerable<(string Key, string Error)> ErrorsIn(IdentityEntry entry)
    {
        var isFederated = entry.ParsedKind == IdentityKind.Federated;
        if (entry.Name.Trim().Length is 0 or > MaxNameLength)
            yield return ("Name", "is missing, or longer than 64 characters.");
        if (entry.ParsedKind is null)
            yield return ("Kind", "is neither Federated nor ManagedIdentity.");
        if (entry.Tenant.Length > 0 ? !IdentityTenant.IsValid(entry.Tenant) : isFederated)
            yield return ("Tenant", "is neither the ID nor a domain of a tenant.");
        if (entry.ClientId.Length > 0 ? !Guid.TryParseExact(entry.ClientId, "D", out _) : isFederated)
            yield return ("ClientId", "is not an application ID (a GUID).");
        if (entry.ParsedKind is not null && isFederated != entry.AssertionFile.Length > 0)
            yield return ("AssertionFile", isFederated ? "is missing." : "is only for Federated.");
        if (entry.Organizations.Count == 0 || !entry.Organizations.All(OrganizationNames.IsValid))
            yield return ("Organizations", "is missing, or has an entry that is not the name of an organization.");
    }
}
