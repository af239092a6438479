using ConnectWizard.Connections;
using ConnectWizard.Storage;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Creation;

public sealed class SubscriptionListingTests
{
    private static readonly Guid Project = Guid.NewGuid();

    private readonly IServiceHooksGateway _gateway = Substitute.For<IServiceHooksGateway>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_lists_the_mark_without_end_fills_no_memory_and_the_known_one_is_found()
    {
        var hook = HookOf(Guid.NewGuid());
        var forged = Enumerable.Range(0, 10_000).Select(_ => Subscription(Guid.NewGuid(), hook.Id));
        _gateway.ListAsync(default!, default!, Ct).ReturnsForAnyArgs(Stream(forged.Append(Subscription(hook.Subscription!.Value, hook.Id))));
        _gateway.AskPermissionAsync(default!, default!, default, default!, Ct)
            .ReturnsForAnyArgs(new Dictionary<Guid, bool> { [Project] = true });

        var listing = await SubscriptionListing.ReadAsync(_gateway, new SubscriptionClient(Samples.Connection(CredentialId.New()), Samples.Token()), [hook], Ct);

        listing.Value!.Subscriptions.Count.ShouldBe(SubscriptionListing.MaxPerHook + 1);
        listing.Value.Of(hook)[0].Id.ShouldBe(hook.Subscription.Value);
    }

    private static Hook HookOf(Guid subscription) => new()
    {
        Id = HookId.New(),
        Workspace = WorkspaceId.Default,
        Connection = ConnectionId.New(),
        ProjectId = Project,
        RepositoryId = Guid.NewGuid(),
        Kind = HookKind.Push,
        Subscription = subscription,
        State = HookState.Planned,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static HookSubscription Subscription(Guid id, HookId mark) => new(
        id, "git.push", Project, null, $"https://builds.example/hooks/{mark}", SubscriptionStatus.Enabled, DateTimeOffset.UnixEpoch);

    private static IAsyncEnumerable<Result<HookSubscription>> Stream(IEnumerable<HookSubscription> subscriptions) =>
        subscriptions.Select(Result<HookSubscription>.FromValue).ToAsyncEnumerable();
}
