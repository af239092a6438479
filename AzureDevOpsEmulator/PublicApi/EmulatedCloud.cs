namespace AzureDevOpsEmulator;

/// <summary>
/// Azure DevOps Services and Microsoft Entra: who and what is there, and what can be changed while it runs. Switches are back where they
/// were after a restart; everything that was signed in to, agreed to or registered stays.
/// </summary>
public sealed class EmulatedCloud
{
    private readonly CloudState _parts;

    internal EmulatedCloud(CloudState parts, Uri root)
    {
        _parts = parts;
        var direct = CloudUrls.Under(root);
        Authority = new Uri($"{CloudUrls.Realistic.SignIn}/organizations");
        BrowserAuthority = new Uri($"{direct.SignIn}/organizations");
        Clients = CloudDescription.Clients(parts);
        Organizations = CloudDescription.Organizations(direct);
    }

    /// <summary>The id of the client that every tenant knows.</summary>
    public string ClientId => Clients[0].ClientId;

    public string ClientSecret => Clients[0].ClientSecret;

    /// <summary>The realistic address under which <c>/oauth2/v2.0/authorize</c> and <c>/oauth2/v2.0/token</c> are.</summary>
    public Uri Authority { get; }

    /// <summary>The same in plain HTTP on this machine.</summary>
    public Uri BrowserAuthority { get; }

    /// <summary>Where a browser without a way to the realistic names begins to sign in.</summary>
    public Uri BrowserAuthorizationEndpoint => new(BrowserAuthority.AbsoluteUri + "/oauth2/v2.0/authorize");

    public Uri TokenEndpoint => new(Authority.AbsoluteUri + "/oauth2/v2.0/token");

    public IReadOnlyList<EmulatedClient> Clients { get; }

    public IReadOnlyList<EmulatedTenant> Tenants => CloudDescription.Tenants;

    public IReadOnlyList<EmulatedPerson> People => CloudDescription.People;

    public IReadOnlyList<EmulatedOrganization> Organizations { get; }

    /// <summary>How long access tokens that are issued from now on are good; null for the real service's random 60 to 90 minutes.</summary>
    public TimeSpan? AccessTokenLifetime
    {
        get => _parts.Switches.AccessTokenLifetime;
        set => _parts.Switches.AccessTokenLifetime = value;
    }

    /// <summary>Whether a refresh token that was used is refused when it comes again. Entra does not refuse it.</summary>
    public bool StrictRotation
    {
        get => _parts.Switches.StrictRotation;
        set => _parts.Switches.StrictRotation = value;
    }

    /// <summary>Makes a person's refresh tokens worthless; their access tokens stay good until they expire.</summary>
    /// <exception cref="ArgumentException">There is no such person.</exception>
    public void RevokeRefreshTokens(string person) => _parts.Entra.Tokens.RevokeRefreshTokens(PersonOf(person));

    /// <summary>Lets a policy keep a person out, or in again: at sign-in, at refresh, and in every service.</summary>
    /// <exception cref="ArgumentException">There is no such person.</exception>
    public void SetConditionalAccess(string person, bool isOn) => _parts.Switches.SetConditionalAccess(PersonOf(person), isOn);

    /// <exception cref="ArgumentException">There is no such organization.</exception>
    public void SetOrganizationState(string organization, OrganizationState state) => _parts.Switches.SetState(
        CloudOrganizations.Find(organization) ?? throw new ArgumentException($"There is no organization '{organization}'.", nameof(organization)), state);

    /// <summary>Forgets what a person has agreed to; without a name, what anybody has.</summary>
    /// <exception cref="ArgumentException">There is no such person.</exception>
    public void ForgetConsents(string? person = null) => _parts.Entra.Consents.Revoke(person is null ? null : PersonOf(person));

    /// <summary>Registers an address to which answers may be sent, for all clients.</summary>
    /// <exception cref="ArgumentException">It is not the address of a web application.</exception>
    public void RegisterRedirectUri(string address) => _parts.Entra.Redirects.Register(address);

    private static CloudPerson PersonOf(string name) =>
        CloudPeople.Find(name) ?? throw new ArgumentException($"There is nobody called '{name}'.", nameof(name));
}
