using AzureDevOpsEmulator.Entra.Storage;
using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.Entra;

/// <summary>Who has agreed to what.</summary>
internal sealed class Consents(EntraStore store)
{
    /// <summary>Whether everything that is asked was agreed to, by the person or by an administrator.</summary>
    public bool Cover(CloudPerson person, Tenant tenant, ClientApplication client, ScopeRequest scopes)
    {
        var agreed = store.Read(records => records.Consents
            .Where(consent => consent.Tenant == tenant.Id && consent.Client == client.Id && (consent.Person is null || consent.Person == person.Name))
            .SelectMany(consent => consent.Scopes)
            .ToHashSet(StringComparer.Ordinal));
        return scopes.ForConsent(client).All(agreed.Contains);
    }

    public void Remember(CloudPerson? person, Tenant tenant, ClientApplication client, ScopeRequest scopes) =>
        store.Change(records => records.Consents.Add(new ConsentRecord(person?.Name, tenant.Id, client.Id, scopes.ForConsent(client))));

    /// <summary>As if the person, or with none named anybody, had never agreed.</summary>
    public void Forget(CloudPerson? person) =>
        store.Change(records => records.Consents.RemoveAll(consent => person is null || consent.Person == person.Name));
}
