using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>Links over the real store; Azure DevOps and the creation of hooks are the test's.</summary>
public sealed class AdministratorRequestsTests : IAsyncLifetime
{
    private static readonly Secret Credential = Samples.Token();

    private readonly StoreFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly ProfileSignals _signals = new();
    private readonly IAzureDevOpsGateway _gateway = Substitute.For<IAzureDevOpsGateway>();
    private readonly IServiceHooksGateway _serviceHooks = Substitute.For<IServiceHooksGateway>();
    private readonly IAdministratorHooks _hooks = Substitute.For<IAdministratorHooks>();
    private bool _isAllowed = true;
    private Func<BuildProfile, Task<Result<WebhookSummary>>> _create;
    private readonly ServiceProvider _network = NetworkUnderTest.Build(null, ("Network:AllowedNetworks:0", "azure.spacetech.example:8443"));
    private readonly ServiceProvider _closed = NetworkUnderTest.Build(null, ("Network:AllowedNetworks:0", "10.0.0.0/8"));
    private TokenServers _servers = null!;
    private TestStore _store = null!;
    private AdministratorLinks _links = null!;
    private AdministratorRequests _requests = null!;
    private BuildProfile _profile = null!;

    public AdministratorRequestsTests() => _create = ProvisionAsync;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.StartAsync(_folder, Cancellation, _time);
        var stored = _store.Services.GetRequiredService<IAdministratorLinkStore>();
        _servers = new TokenServers(_network.GetRequiredService<OutboundDialer>());
        _links = new AdministratorLinks(stored, _store.Connections, _servers, _signals, _store.Services.GetRequiredService<ChangeLog>(), _time);
        _requests = new AdministratorRequests(
            stored, _store.Profiles, _store.Connections, _gateway, _serviceHooks, _hooks, _store.Services.GetRequiredService<IHookStore>(), _servers, _signals, _store.Services.GetRequiredService<ChangeLog>(), _time);
        var made = await Samples.FinishAsync(_store, Cancellation);
        _profile = (await _store.Profiles.ChangeTriggerSourceAsync(made.Workspace, made.Id, TriggerSource.Administrator, Cancellation))!;
        _gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new AuthenticatedUser("id", "Grace Hopper", null, null, null, [], []));
        _serviceHooks.AskPermissionAsync(default!, default!, default, default!, Cancellation).ReturnsForAnyArgs(call =>
            Result<IReadOnlyDictionary<Guid, bool>>.FromValue(call.Arg<IReadOnlyList<Guid>>().ToDictionary(project => project, _ => _isAllowed)));
        _serviceHooks.AskTokenAsync(default!, default!, Cancellation).ReturnsForAnyArgs(true);
        _hooks.Describe(default!, default!).ReturnsForAnyArgs(new AdministratorLinkOffer(Samples.Target.Url, "Bahn/Flüge planen", [HookKind.Push], "https://builds.example"));
        _hooks.CreateAsync(default!, default!, Cancellation).ReturnsForAnyArgs(call => _create(call.Arg<BuildProfile>()));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _network.DisposeAsync();
        await _closed.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_open_link_says_what_is_asked_for_by_whom_and_until_when()
    {
        var request = await OpenAsync(await MakeAsync());
        request.Status.ShouldBe(LinkStatus.Open);
        request.Profile.ShouldBe(_profile);
        request.Connection.Target.ShouldBe(Samples.Target);
        request.Link.ExpiresAt.ShouldBe(_time.GetUtcNow().AddDays(7));
    }

    [Fact]
    public async Task It_is_carried_out_with_the_administrator_s_credential_at_the_stored_target_and_tells_the_profile()
    {
        var told = 0;
        var request = await OpenAsync(await MakeAsync());
        using var heard = _signals.Subscribe(_profile.Id, () => told++);

        var done = await _requests.CarryOutAsync(request, Credential, Samples.Actor, Cancellation);

        done.Value!.Status.ShouldBe(LinkStatus.Used);
        done.Value.Link.UsedBy.ShouldBe("Grace Hopper");
        await _gateway.Received(1).GetConnectionDataAsync(Samples.Target, Credential, Arg.Any<CancellationToken>());
        await _hooks.Received(1).CreateAsync(_profile, Credential, Arg.Any<CancellationToken>());
        told.ShouldBe(1);
        (await _links.FindAsync(_profile, Cancellation))!.UsedBy.ShouldBe("Grace Hopper");
    }

    [Fact]
    public async Task No_token_goes_to_a_server_that_the_operator_has_not_named()
    {
        var stored = _store.Services.GetRequiredService<IAdministratorLinkStore>();
        var unknown = new TokenServers(_closed.GetRequiredService<OutboundDialer>());
        var requests = new AdministratorRequests(
            stored, _store.Profiles, _store.Connections, _gateway, _serviceHooks, _hooks, _store.Services.GetRequiredService<IHookStore>(), unknown, _signals, _store.Services.GetRequiredService<ChangeLog>(), _time);
        var link = await new AdministratorLinks(stored, _store.Connections, unknown, _signals, _store.Services.GetRequiredService<ChangeLog>(), _time).CreateAsync(_profile, Cancellation);
        var request = (await requests.FindAsync(link.Path.Reveal().Split('/')[^1], Cancellation)).ShouldNotBeNull();

        var refused = (await requests.CarryOutAsync(request, Credential, Samples.Actor, Cancellation)).Problem;

        refused.ShouldBe(request.TokenProblem);
        refused!.Code.ShouldBe(ProblemCode.AddressNotAllowed);
        ProblemText.For(refused).Repair.ShouldContain("adds azure.spacetech.example:8443 to Network:AllowedNetworks");
        ProblemText.For(link.TokenProblem!).Ask!.ShouldContain("add azure.spacetech.example:8443");
        await _gateway.DidNotReceiveWithAnyArgs().GetConnectionDataAsync(default!, default!, Cancellation);
        unknown.Judge(Samples.Target with { Provider = ProviderKind.Services }).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_that_was_used_says_so_and_creates_nothing_again()
    {
        var link = await MakeAsync();
        await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation);
        var again = await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation);
        again.Value!.Status.ShouldBe(LinkStatus.Used);
        await _hooks.ReceivedWithAnyArgs(1).CreateAsync(default!, default!, Cancellation);
    }

    [Fact]
    public async Task Who_may_not_is_told_before_anything_is_created_and_may_hand_it_on()
    {
        _isAllowed = false;
        var link = await MakeAsync();
        var refused = await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation);
        refused.Problem!.Code.ShouldBe(ProblemCode.WebhooksNotAllowed);
        ProblemText.For(refused.Problem).What.ShouldBe("Grace Hopper may not create webhooks in Bahn either. Nothing was created.");
        await _hooks.DidNotReceiveWithAnyArgs().CreateAsync(default!, default!, Cancellation);
        (await OpenAsync(link)).Status.ShouldBe(LinkStatus.Open);
    }

    [Fact]
    public async Task A_token_without_the_scope_is_told_before_anything_is_created()
    {
        _serviceHooks.AskTokenAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.ScopeMissing).With("scope", "Code (read)"));
        var link = await MakeAsync();
        (await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.ScopeMissing);
        await _hooks.DidNotReceiveWithAnyArgs().CreateAsync(default!, default!, Cancellation);
        (await OpenAsync(link)).Status.ShouldBe(LinkStatus.Open);
    }

    [Fact]
    public async Task A_credential_that_is_refused_is_tried_so_often_and_then_no_more()
    {
        _gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.TokenRefused));
        var link = await MakeAsync();
        for (var attempt = 0; attempt < AdministratorLinks.MaxAttempts; attempt++)
            (await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.TokenRefused);
        (await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation)).Value!.Status.ShouldBe(LinkStatus.Exhausted);
        await _gateway.ReceivedWithAnyArgs(AdministratorLinks.MaxAttempts).GetConnectionDataAsync(default!, default!, Cancellation);
    }

    [Fact]
    public async Task What_went_wrong_half_way_leaves_the_link_open()
    {
        _create = _ => Task.FromResult(Result<WebhookSummary>.FromProblem(new Problem(ProblemCode.ServerError)));
        var link = await MakeAsync();
        (await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.ServerError);
        (await OpenAsync(link)).Status.ShouldBe(LinkStatus.Open);
    }

    [Theory]
    [InlineData("expired", LinkStatus.Expired)]
    [InlineData("withdrawn", LinkStatus.Revoked)]
    [InlineData("another", LinkStatus.Revoked)]
    [InlineData("polling", LinkStatus.Revoked)]
    public async Task A_link_that_has_ended_creates_nothing(string how, LinkStatus status)
    {
        var link = await MakeAsync();
        var early = await OpenAsync(link);
        await EndAsync(how);
        (await OpenAsync(link)).Status.ShouldBe(status);
        await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation);
        if (how != "polling")
            await _requests.CarryOutAsync(early, Credential, Samples.Actor, Cancellation);
        await _hooks.DidNotReceiveWithAnyArgs().CreateAsync(default!, default!, Cancellation);
    }

    [Fact]
    public async Task A_link_that_was_tampered_with_leads_nowhere()
    {
        var link = await MakeAsync();
        (await _requests.FindAsync(link[..^1] + (link[^1] == 'A' ? 'E' : 'A'), Cancellation)).ShouldBeNull();
        (await _requests.FindAsync(link + "A", Cancellation)).ShouldBeNull();
        (await _requests.FindAsync("", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task The_database_has_no_link_that_could_be_used()
    {
        var link = await MakeAsync();
        _folder.Sql("SELECT secret_hash FROM administrator_links").ShouldHaveSingleItem().ShouldNotContain(link);
        (await File.ReadAllTextAsync(_folder.DatabaseFile, Cancellation)).ShouldNotContain(link);
    }

    [Fact]
    public async Task Hooks_that_are_not_all_there_leave_the_link_open_and_say_so()
    {
        _create = _ => Task.FromResult(Result<WebhookSummary>.FromValue(Waiting));
        var link = await MakeAsync();
        var refused = await _requests.CarryOutAsync(await OpenAsync(link), Credential, Samples.Actor, Cancellation);
        ProblemText.For(refused.Problem!).What.ShouldEndWith("are not all there yet.");
        (await OpenAsync(link)).Status.ShouldBe(LinkStatus.Open);
    }

    private static WebhookSummary Waiting { get; } = new(WebhookHealth.Waiting, Problem: null, LastDeliveryAt: null, CheckedAt: null, CanRepair: false);

    private async Task<Result<WebhookSummary>> ProvisionAsync(BuildProfile profile)
    {
        var hooks = _store.Services.GetRequiredService<IHookStore>();
        foreach (var hook in await hooks.PlanForAdministratorAsync(DesiredSubscriptions.Of(profile), Cancellation))
            await hooks.ProvisionedAsync(hook.Id, Guid.NewGuid(), Cancellation);
        return Waiting;
    }

    private async Task EndAsync(string how)
    {
        switch (how)
        {
            case "expired":
                _time.Advance(AdministratorLinks.Lifetime);
                break;
            case "withdrawn":
                await _links.RevokeAsync(_profile, Cancellation);
                break;
            case "another":
                await _links.CreateAsync(_profile, Cancellation);
                break;
            default:
                await _store.Profiles.ChangeTriggerSourceAsync(_profile.Workspace, _profile.Id, TriggerSource.Polling, Cancellation);
                break;
        }
    }

    private async Task<string> MakeAsync() => (await _links.CreateAsync(_profile, Cancellation)).Path.Reveal().Split('/')[^1];

    private async Task<AdministratorRequest> OpenAsync(string link) => (await _requests.FindAsync(link, Cancellation)).ShouldNotBeNull();
}
