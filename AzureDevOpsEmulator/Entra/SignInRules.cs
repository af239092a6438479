namespace AzureDevOpsEmulator.Entra;

/// <summary>Who may sign in where, and who must consent to what.</summary>
internal sealed class SignInRules(Consents consents, CloudSwitches switches)
{
    /// <summary>The account that continues without a page; null when the user must select one.</summary>
    public static CloudPerson? FindSignedIn(AuthorizeRequest request, IReadOnlyList<CloudPerson> signedIn)
    {
        if (request.IsPrompt("login") || request.IsPrompt("select_account"))
            return null;

        var fitting = request.LoginHint is { } hint
            ? [.. signedIn.Where(person => person.SignInName.Equals(hint, StringComparison.OrdinalIgnoreCase))]
            : signedIn;
        return fitting switch
        {
            [var only] => only,
            [] when request.IsPrompt("none") => throw EntraErrors.NobodySignedIn().AsException(),
            _ when request.IsPrompt("none") => throw EntraErrors.SeveralSignedIn().AsException(),
            _ => null,
        };
    }

    /// <summary>Why the account can't continue, whatever the user consents to.</summary>
    public SignInInterrupt? FindInterrupt(AuthorizeRequest request, CloudPerson person, EntraTrace trace)
    {
        if (person.IsPersonal && request.Authority.Tenant is null)
        {
            var error = EntraErrors.PersonalAccount();
            return new SignInInterrupt(InterruptPage.PersonalAccount(request, person, error, trace), error);
        }

        if (request.Authority.TenantFor(person) is not { } tenant)
        {
            var error = EntraErrors.NotInTenant(person, request.Authority.Tenant!, request.Client);
            return new SignInInterrupt(InterruptPage.NotInTenant(request, person, error, trace), error);
        }

        if (!request.Client.IsKnownIn(tenant))
        {
            var error = EntraErrors.UnknownClient(request.Client.Id.ToString(), tenant.Name);
            return new SignInInterrupt(ErrorPage.For(error, trace), error);
        }

        return switches.IsUnderConditionalAccess(person)
            ? new SignInInterrupt(InterruptPage.ConditionalAccess(request, person, EntraErrors.ConditionalAccess(), trace), EntraErrors.ConditionalAccess())
            : null;
    }

    /// <summary>The consent that is needed before a code is issued.</summary>
    public SignInInterrupt? FindConsentPrompt(AuthorizeRequest request, CloudPerson person, Tenant tenant, ScopeRequest scopes)
    {
        if (!request.IsPrompt("consent") && consents.AreGranted(person, tenant, request.Client, scopes))
            return null;

        return MayConsent(person)
            ? new SignInInterrupt(ConsentPage.For(request, person, tenant, scopes), EntraErrors.MissingConsent(request.Client))
            : new SignInInterrupt(InterruptPage.AdministratorNeeded(request, person, tenant), EntraErrors.AdministratorNeeded(tenant, request.Client));
    }

    public void Consent(AuthorizeRequest request, CloudPerson person, Tenant tenant, ScopeRequest scopes)
    {
        if (!MayConsent(person))
            throw EntraErrors.AdministratorNeeded(tenant, request.Client).AsException();

        var forEverybody = person.IsAdministrator && request.Parameters.FromUser("everybody") == "true";
        consents.Grant(forEverybody ? null : person, tenant, request.Client, scopes);
    }

    private static bool MayConsent(CloudPerson person) => person.MayConsent || person.IsAdministrator;
}

internal sealed class Consents(EntraStore store)
{
    /// <summary>Whether the person or an administrator has consented to all scopes.</summary>
    public bool AreGranted(CloudPerson person, Tenant tenant, ClientApplication client, ScopeRequest scopes)
    {
        var agreed = store.Read(records => records.Consents
            .Where(consent => consent.Tenant == tenant.Id && consent.Client == client.Id && (consent.Person is null || consent.Person == person.Name))
            .SelectMany(consent => consent.Scopes)
            .ToHashSet(StringComparer.Ordinal));
        return scopes.ForConsent(client).All(agreed.Contains);
    }

    public void Grant(CloudPerson? person, Tenant tenant, ClientApplication client, ScopeRequest scopes) =>
        store.Change(records => records.Consents.Add(new ConsentRecord(person?.Name, tenant.Id, client.Id, scopes.ForConsent(client))));

    /// <param name="person">Null for everybody.</param>
    public void Revoke(CloudPerson? person) =>
        store.Change(records => records.Consents.RemoveAll(consent => person is null || consent.Person == person.Name));
}
