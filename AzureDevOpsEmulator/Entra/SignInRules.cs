namespace AzureDevOpsEmulator.Entra;

/// <summary>Who may sign in where, and who must be asked what.</summary>
internal sealed class SignInRules(Consents consents, CloudSwitches switches)
{
    /// <summary>The account to go on with unasked; null when the person has to choose.</summary>
    /// <exception cref="EntraException">The application wants no page, and without one it cannot go on.</exception>
    public static CloudPerson? AlreadySignedIn(AuthorizeRequest request, IReadOnlyList<CloudPerson> signedIn)
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

    /// <summary>Why this account gets nothing here, whatever it agrees to.</summary>
    public Obstacle? Obstacle(AuthorizeRequest request, CloudPerson person, EntraTrace trace)
    {
        if (person.IsPersonal && request.Authority.Tenant is null)
        {
            var error = EntraErrors.PersonalAccount();
            return new Obstacle(ObstaclePage.PersonalAccount(request, person, error, trace), error);
        }

        if (request.Authority.TenantFor(person) is not { } tenant)
        {
            var error = EntraErrors.NotInTenant(person, request.Authority.Tenant!, request.Client);
            return new Obstacle(ObstaclePage.NotInTenant(request, person, error, trace), error);
        }

        if (!request.Client.IsKnownIn(tenant))
        {
            var error = EntraErrors.ClientUnknown(request.Client.Id.ToString(), tenant.Name);
            return new Obstacle(ErrorPage.For(error, trace), error);
        }

        return switches.IsUnderConditionalAccess(person)
            ? new Obstacle(ObstaclePage.ConditionalAccess(request, person, EntraErrors.ConditionalAccess(), trace), EntraErrors.ConditionalAccess())
            : null;
    }

    /// <summary>What has to be asked before there can be a code.</summary>
    public Obstacle? ConsentQuestion(AuthorizeRequest request, CloudPerson person, Tenant tenant, ScopeRequest scopes)
    {
        if (!request.IsPrompt("consent") && consents.Cover(person, tenant, request.Client, scopes))
            return null;

        return MayDecide(person)
            ? new Obstacle(ConsentPage.For(request, person, tenant, scopes), EntraErrors.ConsentMissing(request.Client))
            : new Obstacle(ObstaclePage.AdministratorNeeded(request, person, tenant), EntraErrors.AdministratorNeeded(tenant, request.Client));
    }

    /// <exception cref="EntraException">It is not theirs to decide.</exception>
    public void Consent(AuthorizeRequest request, CloudPerson person, Tenant tenant, ScopeRequest scopes)
    {
        if (!MayDecide(person))
            throw EntraErrors.AdministratorNeeded(tenant, request.Client).AsException();

        var forEverybody = person.IsAdministrator && request.Parameters.Done("everybody") == "true";
        consents.Remember(forEverybody ? null : person, tenant, request.Client, scopes);
    }

    private static bool MayDecide(CloudPerson person) => person.MayConsent || person.IsAdministrator;
}

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
