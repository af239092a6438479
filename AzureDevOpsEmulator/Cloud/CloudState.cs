using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>Settings of the cloud that can change at run time. Thread-safe; a restart resets them.</summary>
internal sealed class CloudSwitches
{
    private readonly ConcurrentDictionary<string, OrganizationState> _organizations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _conditionalAccess = new(StringComparer.OrdinalIgnoreCase);
    private long _lifetime;
    private volatile bool _rotatesStrictly;

    /// <summary>Null for the real service's 60 to 90 minutes.</summary>
    public TimeSpan? AccessTokenLifetime
    {
        get => Interlocked.Read(ref _lifetime) is var ticks and > 0 ? TimeSpan.FromTicks(ticks) : null;
        set => Interlocked.Exchange(ref _lifetime, value?.Ticks ?? 0);
    }

    /// <summary>Whether a refresh token can be used only once; the real service accepts used ones.</summary>
    public bool StrictRotation
    {
        get => _rotatesStrictly;
        set => _rotatesStrictly = value;
    }

    public OrganizationState StateOf(Organization organization) => _organizations.GetValueOrDefault(organization.Name, organization.State);

    public void SetState(Organization organization, OrganizationState state) => _organizations[organization.Name] = state;

    /// <summary>Whether tokens for all organizations still work; the service ends them on 1 December 2026.</summary>
    public bool AcceptsGlobalTokens { get; set; } = true;

    /// <summary>Whether the machine has a managed identity.</summary>
    public bool HasManagedIdentity { get; set; } = true;

    public bool IsUnderConditionalAccess(CloudPerson person) =>
        _conditionalAccess.GetValueOrDefault(person.Name, person.IsUnderConditionalAccess);

    public void SetConditionalAccess(CloudPerson person, bool isOn) => _conditionalAccess[person.Name] = isOn;
}

/// <summary>The services of the cloud, and their settings.</summary>
internal sealed class CloudState
{
    public CloudState(string folder, byte[] seed, EmulatorSettings settings)
    {
        var time = settings.TimeProvider;
        var store = EntraStore.OpenOrCreate(folder, time);
        var idTokens = new IdTokens(store, time);
        var sessions = new BrowserSessions(store, time);
        Redirects = new RedirectUris(store);
        Consents = new Consents(store);
        Tokens = new TokenIssuer(store, idTokens, Switches, time);
        Certificate = new ClientCertificate(folder, time);
        Cluster = new ClusterIssuer(time);
        Clients = new ClientAuthentication(seed, new ClientAssertions(Certificate, Cluster, time));
        Metadata = new MetadataService(Tokens, Switches, time);
        SignIn = new EntraServer(
            new AuthorizeEndpoint(Redirects, sessions, new SignInRules(Consents, Switches), new CodeIssuer(store, time), settings.ApplicationName, time),
            new TokenEndpoint(Clients, new CodeGrant(store, Tokens, time), new RefreshGrant(store, Tokens, Switches, time), new ClientCredentialsGrant(Tokens), time),
            new LogoutEndpoint(sessions, Redirects),
            new UserInfoEndpoint(Tokens),
            idTokens,
            time);
    }

    public CloudSwitches Switches { get; } = new();
    public EntraServer SignIn { get; }
    public TokenIssuer Tokens { get; }
    public ClientAuthentication Clients { get; }
    public ClientCertificate Certificate { get; }
    public ClusterIssuer Cluster { get; }
    public MetadataService Metadata { get; }
    public Consents Consents { get; }
    public RedirectUris Redirects { get; }
}
