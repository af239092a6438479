namespace AzureDevOpsEmulator.Cloud;

/// <summary>Describes the cloud in the process, and as JSON with direct addresses.</summary>
internal static class CloudDescription
{
    public static IReadOnlyList<EmulatedTenant> Tenants { get; } =
        [.. World.SpaceTech.Tenants.All.Select(tenant => new EmulatedTenant(tenant.Id, tenant.Domain, tenant.Name))];

    public static IReadOnlyList<EmulatedPerson> People { get; } =
    [
        .. CloudPeople.All.Select(person => new EmulatedPerson(
            person.Name, person.DisplayName, person.SignInName, person.Home.Domain, person.Description)),
    ];

    public static IReadOnlyList<EmulatedClient> Clients(CloudState state) =>
    [
        .. CloudClients.All.Where(client => !client.IsManagedIdentity).Select(client =>
            new EmulatedClient(client.Name, client.Id.ToString(), state.Clients.SecretOf(client), client.Description)
            {
                ExpiredSecret = state.Clients.ExpiredSecretOf(client),
            }),
    ];

    public static IReadOnlyList<EmulatedOrganization> Organizations(CloudUrls direct) =>
    [
        .. CloudOrganizations.All.Select(organization => new EmulatedOrganization(
            organization.Name,
            new Uri($"{CloudUrls.Realistic.Organizations}/{organization.Name}"),
            new Uri($"{direct.Organizations}/{organization.Name}"),
            organization.Tenant.Domain,
            organization.Description)),
    ];

    public static object Create(CloudState state, Uri root)
    {
        var direct = CloudUrls.Under(root);
        return new
        {
            clientId = CloudClients.Main.Id,
            clientSecret = state.Clients.SecretOf(CloudClients.Main),
            authority = $"{CloudUrls.Realistic.SignIn}/organizations",
            services = new
            {
                signIn = direct.SignIn,
                organizations = direct.Organizations,
                profile = direct.Profile,
                accounts = direct.Accounts,
            },
            authorizationEndpoint = $"{direct.SignIn}/organizations/oauth2/v2.0/authorize",
            tokenEndpoint = $"{direct.SignIn}/organizations/oauth2/v2.0/token",
            clients = Clients(state).Select(client => new { client.Name, client.ClientId, client.ClientSecret, client.ExpiredSecret, client.Description }),
            builderCertificate = state.Certificate.Pem,
            pipelineAssertion = EmulatedCloud.AssertionOf(state),
            tenants = Tenants,
            people = People,
            organizations = Organizations(direct).Select(organization => new
            {
                organization.Name,
                url = organization.DirectUrl,
                realisticUrl = organization.Url,
                organization.Tenant,
                organization.Description,
            }),
        };
    }
}
