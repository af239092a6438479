using ConnectWizard.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Accounts;

/// <summary>The identities that the operator offers by name. What is configured now counts, whatever was stored when one was picked.</summary>
internal sealed class OfferedIdentities(IOptions<IdentityOptions> options)
{
    public IEnumerable<IdentityEntry> All => options.Value.Identities;

    public IdentityEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name == name);

    /// <returns>Why an identity must not be used for an organization; null when it may be.</returns>
    public Problem? FindRefusal(ApplicationIdentity identity, string organization) =>
        !identity.IsOffered || Find(identity.Name) is { } entry && entry.Organizations.Contains(organization, StringComparer.OrdinalIgnoreCase)
            ? null
            : new Problem(ProblemCode.IdentityNotOffered).With("name", identity.Name).With("organization", organization);
}
