using ConnectWizard.Connections;
using ConnectWizard.Emulator.Cloud;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>The demo, with nothing configured: the sign-in leads to the emulated Microsoft, which checks what the real one checks.</summary>
public sealed class DemoSignInTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private readonly SignInBrowser _browser = new();
    private RunningApp _app = null!;
    private OwnerId _owner;
    private DraftId _draft;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AzureDevOpsEmulator.EmulatedCloud Cloud => _app.Services.GetRequiredService<AzureDevOpsEmulator.Emulator>().Cloud;

    private ICloudGateway Gateway => App<ICloudGateway>();

    private IAccountTokens Tokens => App<IAccountTokens>();

    public async ValueTask InitializeAsync()
    {
        (string, string)[] demo = [("Demo:Enabled", "true"), ("Demo:Seed", "false"), ("Demo:DataFolder", _folder.In("demo"))];
        _app = await RunningApp.StartAsync(Cancellation, demo, builder => builder.Environment.EnvironmentName = Environments.Development);
        (await _browser.GetAsync(At("/connect"))).Dispose();
        _owner = _browser.OwnerAt(_app.Client.BaseAddress!);
        _draft = (await App<IDraftStore>().CreateAsync(_owner, ProviderKind.Services, Cancellation)).Id;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Somebody_signs_in_by_clicking_and_sees_their_organizations()
    {
        (await SignInAsync(SignInUrl.ForDraft(_draft), "ada", "accept")).ShouldBe($"/connect/{_draft}/organization");

        var account = await ReadAccountAsync();
        account.Login.ShouldStartWith("ada.lindqvist@");
        account.Tenant.ShouldBe(Cloud.Tenants[0].Id.ToString("D"));
        var token = (await Tokens.OpenAsync(account.Id, Cancellation)).Value!;
        var organizations = await Gateway.ListOrganizationsAsync(token, account.ProfileId, Cancellation);
        organizations.Value!.Select(it => it.Name).ShouldBe(["spacetech", "spacetech-labs", "spacetech-new"]);
    }

    [Fact]
    public async Task The_demo_offers_identities_that_work()
    {
        var identities = App<IApplicationIdentities>();

        identities.Offered.Select(identity => identity.Name).ShouldBe(["Build cluster", "Build machine"]);
        foreach (var identity in identities.Offered)
            (await identities.AddOfferedAsync(_owner, identity.Name, Cancellation)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_disabled_organization_is_listed_with_the_reason()
    {
        await SignInAsync(SignInUrl.ForDraft(_draft), "bruno", "accept");
        var account = await ReadAccountAsync();

        var organizations = await Gateway.ListOrganizationsAsync((await Tokens.OpenAsync(account.Id, Cancellation)).Value!, account.ProfileId, Cancellation);

        organizations.Value!.Where(it => it.DisabledReason is not null).ShouldHaveSingleItem().Name.ShouldBe("spacetech-retired");
    }

    [Fact]
    public async Task Declining_ends_at_the_cloud_step()
    {
        (await SignInAsync(SignInUrl.ForDraft(_draft), "ada", "cancel")).ShouldBe($"/connect/{_draft}/cloud");

        (await ReadDraftAsync()).Cloud.Failure!.Code.ShouldBe(ProblemCode.SignInDeclined);
    }

    [Fact]
    public async Task A_token_that_ends_is_renewed_and_a_refresh_token_that_is_revoked_needs_a_sign_in()
    {
        Cloud.Settings.AccessTokenLifetime = TimeSpan.FromMinutes(1);
        await SignInAsync(SignInUrl.ForDraft(_draft), "ada", "accept");
        var account = await ReadAccountAsync();
        await EndedAsync(account.Id);

        var renewed = await Tokens.OpenAsync(account.Id, Cancellation);
        (await Gateway.ReadProfileAsync(renewed.Value!, Cancellation)).Succeeded.ShouldBeTrue();

        await EndedAsync(account.Id);
        Cloud.RevokeRefreshTokens("ada");
        (await Tokens.OpenAsync(account.Id, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
        (await ReadAccountAsync()).NeedsSignIn.ShouldBeTrue();
    }

    [Fact]
    public async Task An_organization_says_to_a_stranger_whose_tenant_it_is_and_a_guest_signs_in_there()
    {
        var tenant = (await Gateway.FindTenantAsync("lunar-logistics", Cancellation)).Value!.TenantId;
        tenant.ShouldBe(TenantOf("Lunar"));

        await SignInAsync(SignInUrl.ForDraft(_draft, tenant: tenant), "dmitri", "accept");

        (await ReadAccountAsync()).Tenant.ShouldBe(tenant);
    }

    [Fact]
    public async Task Tabs_that_sign_in_at_two_tenants_at_once_come_back_each_to_its_own_draft_with_its_own_tenant()
    {
        var drafts = App<IDraftStore>();
        string[] tenants = [TenantOf("Spacetech"), TenantOf("Lunar")];
        var tabs = new List<(DraftId Draft, string Tenant)>();
        for (var tab = 0; tab < 8; tab++)
            tabs.Add(((await drafts.CreateAsync(_owner, ProviderKind.Services, Cancellation)).Id, tenants[tab % 2]));

        var there = await Task.WhenAll(tabs.Select(tab => _browser.RedirectOfAsync(At(SignInUrl.ForDraft(tab.Draft, tenant: tab.Tenant)))));
        var back = new List<Uri>();
        foreach (var begin in there)
            back.Add(await PickAsync(begin, "dmitri", "accept"));
        back.Reverse();
        var ends = await Task.WhenAll(back.Select(_browser.RedirectOfAsync));

        there.Select(begin => begin.Segments[^4].TrimEnd('/')).ShouldBe(tabs.Select(tab => tab.Tenant));
        ends.Reverse().Select(end => end.PathAndQuery).ShouldBe(tabs.Select(tab => $"/connect/{tab.Draft}/organization"));
        var accounts = await App<ICloudAccounts>().ListAsync(_owner, Cancellation);
        accounts.Count.ShouldBe(2);
        foreach (var (draft, tenant) in tabs)
        {
            var account = (await drafts.FindAsync(draft, _owner, Cancellation)).Value!.Cloud.Account;
            accounts.Single(it => it.Id == account).Tenant.ShouldBe(tenant);
        }
    }

    [Fact]
    public async Task A_connections_account_signs_in_again_at_its_own_tenant()
    {
        var tenant = (await Gateway.FindTenantAsync("lunar-logistics", Cancellation)).Value!.TenantId!;
        await SignInAsync(SignInUrl.ForDraft(_draft, tenant: tenant), "dmitri", "accept");
        var account = await ReadAccountAsync();
        var connection = await AccountConnection.MakeAsync(_app.Services, _draft, _owner, account, "lunar-logistics");

        (await _browser.RedirectOfAsync(At(SignInUrl.ForConnection(connection, account.Login)))).AbsolutePath.ShouldContain(tenant);

        (await SignInAsync(SignInUrl.ForConnection(connection), "dmitri", "accept")).ShouldBe($"/connections/{connection}");
    }

    [Fact]
    public async Task An_organization_that_is_not_there_is_told() =>
        (await Gateway.FindTenantAsync("no-such-organization", Cancellation)).Problem!.Code.ShouldBe(ProblemCode.OrganizationUnknown);

    private async Task<string> SignInAsync(string begin, string person, string answer)
    {
        var back = await PickAsync(await _browser.RedirectOfAsync(At(begin)), person, answer);
        return (await _browser.RedirectOfAsync(back)).PathAndQuery;
    }

    /// <summary>At the emulated Microsoft, up to the address of the return.</summary>
    private static async Task<Uri> PickAsync(Uri there, string person, string answer)
    {
        using var microsoft = new CloudBrowser();
        await microsoft.OpenAsync(there.AbsoluteUri);
        await microsoft.PressAsync($"account-{person}");
        if (microsoft.Page == "consent")
            await microsoft.PressAsync(answer);
        return new Uri(microsoft.Response.Header("Location")!);
    }

    private string TenantOf(string name) => Cloud.Tenants.Single(it => it.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Id.ToString("D");

    private T App<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The access token was written down as due: no test waits for a clock.</summary>
    private async Task EndedAsync(AccountId id)
    {
        var store = App<IAccountStore>();
        var tokens = (await store.ReadAsync(id, Cancellation))!;
        await store.RenewAsync(id, tokens.Generation, new TokenGrant(tokens.Access!, tokens.Refresh, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), Cancellation);
    }

    private async Task<CloudAccount> ReadAccountAsync() =>
        (await App<ICloudAccounts>().ListAsync(_owner, Cancellation)).Single();

    private async Task<ConnectionDraft> ReadDraftAsync() =>
        (await App<IDraftStore>().FindAsync(_draft, _owner, Cancellation)).Value!;

    private Uri At(string path) => new(_app.Client.BaseAddress!, path);
}
