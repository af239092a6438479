using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace ConnectWizard.Wizard;

/// <summary>The cloud of a test: who has signed in in this browser, and what Azure DevOps Services answers.</summary>
internal sealed class CloudFixture
{
    public static readonly ServerAddress Organizations = new("https", "dev.azure.com", 443, "");

    /// <summary>A tenant's id.</summary>
    public const string Tenant = "11111111-1111-1111-1111-111111111111";

    public static CloudAccount Ada { get; } = Account("Ada Lovelace", "ada@spacetech.example");

    public ICloudAccounts Accounts { get; } = Substitute.For<ICloudAccounts>();

    public IAccountTokens Tokens { get; } = Substitute.For<IAccountTokens>();

    public IApplicationIdentities Identities { get; } = Substitute.For<IApplicationIdentities>();

    public ICloudGateway Gateway { get; } = Substitute.For<ICloudGateway>();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public CloudSetup Setup { get; set; } = new()
    {
        Organizations = Organizations,
        RedirectUri = new Uri("http://localhost:5080/signin/entra/return"),
        Scopes = ["499b84ac-1321-427f-aa17-267ca6975798/vso.profile", "offline_access"],
    };

    public CloudFixture()
    {
        AccountsAre();
        Identities.Offered.Returns([]);
        Identities.FindOrganizations(default!).ReturnsForAnyArgs((IReadOnlyList<string>?)null);
        Accounts.ListAuthorizedAsync(default, default, default).ReturnsForAnyArgs([]);
        Tokens.OpenAsync(default, default).ReturnsForAnyArgs(new EntraAccessToken("an account's token"));
        Tokens.OpenForAsync(default, "", default).ReturnsForAnyArgs(new EntraAccessToken("an account's token"));
        OrganizationsAre();
        TenantIs(Tenant);
    }

    public static CloudAccount Account(string name, string login) => new()
    {
        Id = AccountId.New(),
        Workspace = WorkspaceId.Default,
        Owner = new OwnerId("this browser"),
        ProfileId = name,
        Name = name,
        Login = login,
        Tenant = Tenant,
        SignedInAt = DateTimeOffset.UnixEpoch,
    };

    public void AccountsAre(params CloudAccount[] accounts)
    {
        Accounts.ListAsync(default, default).ReturnsForAnyArgs(accounts);
        Accounts.FindAsync(default, default, default).ReturnsForAnyArgs(call => accounts.FirstOrDefault(account => account.Id == call.Arg<AccountId>()));
    }

    public void AuthorizedAre(params string[] organizations) => Accounts.ListAuthorizedAsync(default, default, default).ReturnsForAnyArgs(organizations);

    public void OrganizationsAre(params CloudOrganization[] organizations) => Gateway.ListOrganizationsAsync(default!, default!, default)
        .ReturnsForAnyArgs(Result<IReadOnlyList<CloudOrganization>>.FromValue(organizations));

    public void ListingFails(Problem problem) => Gateway.ListOrganizationsAsync(default!, default!, default)
        .ReturnsForAnyArgs(Result<IReadOnlyList<CloudOrganization>>.FromProblem(problem));

    public void TenantIs(string? tenant) => Gateway.FindTenantAsync(default!, default).ReturnsForAnyArgs(new OrganizationTenant(tenant));

    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(Accounts).AddSingleton(Tokens).AddSingleton(Identities).AddSingleton(Gateway).AddSingleton(_ => Setup).AddSingleton(_ => Time)
        .AddSingleton(new SampleConnections());
}
