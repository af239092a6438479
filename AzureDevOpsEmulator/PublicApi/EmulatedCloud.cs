namespace AzureDevOpsEmulator;

/// <summary>
/// Azure DevOps Services and Microsoft Entra. A restart resets the settings and keeps sign-ins, consents and registrations.
/// </summary>
public sealed class EmulatedCloud
{
    private readonly CloudState _state;

    internal EmulatedCloud(CloudState state, Uri root)
    {
        _state = state;
        var direct = CloudUrls.Under(root);
        Authority = new Uri($"{CloudUrls.Realistic.SignIn}/organizations");
        BrowserAuthority = new Uri($"{direct.SignIn}/organizations");
        Clients = CloudDescription.Clients(state);
        Organizations = CloudDescription.Organizations(direct);
    }

    /// <summary>The client that every tenant knows.</summary>
    public string ClientId => Clients[0].ClientId;
    public string ClientSecret => Clients[0].ClientSecret;

    /// <summary>The realistic address.</summary>
    public Uri Authority { get; }

    /// <summary>The same in plain HTTP on this machine.</summary>
    public Uri BrowserAuthority { get; }

    /// <summary>For a browser that can't reach the realistic names.</summary>
    public Uri BrowserAuthorizationEndpoint => new(BrowserAuthority.AbsoluteUri + "/oauth2/v2.0/authorize");
    public IReadOnlyList<EmulatedClient> Clients { get; }

    public IReadOnlyList<EmulatedTenant> Tenants => CloudDescription.Tenants;

    public IReadOnlyList<EmulatedPerson> People => CloudDescription.People;

    public IReadOnlyList<EmulatedOrganization> Organizations { get; }

    public CloudSettings Settings => _state.Switches.Settings;

    /// <summary>The certificate of the client <c>builder</c> with its private key, as PEM.</summary>
    public string BuilderCertificate => _state.Certificate.Pem;

    /// <summary>A token of the cluster that the client <c>pipeline</c> trusts, unless subject or audience are others.</summary>
    public string CreateAssertion(string? subject = null, string? audience = null, TimeSpan? lifetime = null) =>
        AssertionOf(_state, subject, audience, lifetime);

    internal static string AssertionOf(CloudState state, string? subject = null, string? audience = null, TimeSpan? lifetime = null) =>
        state.Cluster.Issue(subject ?? CloudClients.Pipeline.FederatedSubject!, audience ?? ClusterIssuer.Audience, lifetime ?? TimeSpan.FromHours(1));

    /// <summary>The person's access tokens stay valid until they expire.</summary>
    /// <exception cref="ArgumentException">The person doesn't exist.</exception>
    public void RevokeRefreshTokens(string person) => _state.Tokens.RevokeRefreshTokens(PersonOf(person));

    /// <summary>Blocks a person at sign-in, at refresh and in every service.</summary>
    /// <exception cref="ArgumentException">The person doesn't exist.</exception>
    public void SetConditionalAccess(string person, bool isOn) => _state.Switches.SetConditionalAccess(PersonOf(person), isOn);

    /// <exception cref="ArgumentException">The organization doesn't exist.</exception>
    public void SetOrganizationState(string organization, OrganizationState state) => _state.Switches.SetState(
        CloudOrganizations.Find(organization) ?? throw new ArgumentException($"There is no organization '{organization}'.", nameof(organization)), state);

    /// <param name="person">Null for everybody.</param>
    /// <exception cref="ArgumentException">The person doesn't exist.</exception>
    public void ForgetConsents(string? person = null) => _state.Consents.Revoke(person is null ? null : PersonOf(person));

    /// <summary>Registers a redirect URI for all clients.</summary>
    /// <exception cref="ArgumentException">The URI isn't one of a web application.</exception>
    public void RegisterRedirectUri(string address) => _state.Redirects.Register(address);

    private static CloudPerson PersonOf(string name) =>
        CloudPeople.Find(name) ?? throw new ArgumentException($"There is no person '{name}'.", nameof(name));
}

/// <summary>Thread-safe; a restart resets them.</summary>
public sealed class CloudSettings
{
    private long _lifetime;

    /// <summary>The lifetime of newly issued access tokens; null for the real service's random 60 to 90 minutes.</summary>
    public TimeSpan? AccessTokenLifetime
    {
        get => Interlocked.Read(ref _lifetime) is var ticks and > 0 ? TimeSpan.FromTicks(ticks) : null;
        set => Interlocked.Exchange(ref _lifetime, value?.Ticks ?? 0);
    }

    /// <summary>Whether used refresh tokens are refused. Entra accepts them.</summary>
    public bool StrictRotation { get; set; }

    /// <summary>Whether the machine has a managed identity.</summary>
    public bool HasManagedIdentity { get; set; } = true;

    /// <summary>Whether tokens for all organizations still work; the service ends them on 1 December 2026.</summary>
    public bool AcceptsGlobalTokens { get; set; } = true;
}
