using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>A repair believes what the subscription is afterwards, not that the request succeeded.</summary>
public sealed class RepairVerificationTests
{
    private static readonly Guid Known = Guid.NewGuid();
    private static readonly Guid New = Guid.NewGuid();

    private readonly IServiceHooksGateway _gateway = Substitute.For<IServiceHooksGateway>();
    private readonly IHookStore _store = Substitute.For<IHookStore>();

    private readonly Hook _hook = new()
    {
        Id = HookId.New(),
        Workspace = WorkspaceId.Default,
        Connection = ConnectionId.New(),
        ProjectId = Guid.NewGuid(),
        RepositoryId = Guid.NewGuid(),
        Kind = HookKind.Push,
        State = HookState.Planned,
        Subscription = Known,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SubscriptionStatus.DisabledBySystem, null)]
    [InlineData(SubscriptionStatus.DisabledByUser, null)]
    [InlineData(SubscriptionStatus.DisabledByInactiveIdentity, null)]
    [InlineData(SubscriptionStatus.OnProbation, null)]
    [InlineData(SubscriptionStatus.Enabled, "branch=release")]
    [InlineData(SubscriptionStatus.Enabled, "resourceDetailsToSend=minimal")]
    public async Task A_change_that_succeeded_without_effect_is_made_by_deleting_and_creating(SubscriptionStatus status, string? narrowed)
    {
        Updated(Subscription(Known, status, narrowed));
        Created(Subscription(New, SubscriptionStatus.Enabled));

        (await ProvisionAsync()).ShouldHaveSingleItem().Subscription.ShouldBe(New);

        await _gateway.ReceivedWithAnyArgs(1).DeleteAsync(default!, default!, default, Ct);
    }

    [Theory]
    [InlineData(SubscriptionStatus.Enabled)]
    [InlineData(SubscriptionStatus.Unknown)]
    public async Task A_change_that_took_effect_deletes_nothing(SubscriptionStatus status)
    {
        Updated(Subscription(Known, status));

        (await ProvisionAsync()).ShouldHaveSingleItem().Subscription.ShouldBe(Known);

        await _gateway.DidNotReceiveWithAnyArgs().DeleteAsync(default!, default!, default, Ct);
    }

    [Fact]
    public async Task A_subscription_that_is_created_disabled_is_not_called_provisioned()
    {
        Updated(Subscription(Known, SubscriptionStatus.DisabledBySystem));
        Created(Subscription(New, SubscriptionStatus.DisabledBySystem));

        (await ProvisionAsync()).ShouldBeEmpty();

        _store.ReceivedCalls().Single(call => call.GetMethodInfo().Name == nameof(IHookStore.FailedAsync)).GetArguments().ShouldContain(ProblemCode.WebhookDisabledBySystem);
        await _store.DidNotReceiveWithAnyArgs().ProvisionedAsync(default, default, default, Ct);
    }

    private static HookSubscription Subscription(Guid id, SubscriptionStatus status, string? narrowed = null) =>
        new(id, "git.push", null, null, "", status, null) { NarrowedBy = narrowed };

    private void Updated(HookSubscription answer) => _gateway.UpdateAsync(default!, default!, default, default!, default).ReturnsForAnyArgs(answer);

    private void Created(HookSubscription answer) => _gateway.CreateAsync(default!, default!, default!, default).ReturnsForAnyArgs(answer);

    private Task<IReadOnlyList<ProvisionedHook>> ProvisionAsync()
    {
        IReadOnlyDictionary<Guid, bool> viewable = new Dictionary<Guid, bool> { [_hook.ProjectId] = true };
        _gateway.AskPermissionAsync(default!, default!, default, default!, default).ReturnsForAnyArgs(Result<IReadOnlyDictionary<Guid, bool>>.FromValue(viewable));
        _gateway.ListAsync(default!, default!, default).ReturnsForAnyArgs(new Result<HookSubscription>[] { Subscription(Known, SubscriptionStatus.DisabledBySystem) }.ToAsyncEnumerable());
        _gateway.DeleteAsync(default!, default!, default, default).ReturnsForAnyArgs(true);
        var address = new HookAddress(() => new Uri("https://connect.example"), _ => true);
        var provisioner = new SubscriptionProvisioner(_gateway, _store, address, TimeProvider.System, NullLogger<SubscriptionProvisioner>.Instance);
        return provisioner.ProvisionAsync(new SubscriptionClient(Samples.Connection(CredentialId.New()), new Secret("a token")), [_hook], Ct);
    }
}
