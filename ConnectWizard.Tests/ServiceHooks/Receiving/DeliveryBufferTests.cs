using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Workers;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

public sealed class DeliveryBufferTests
{
    private readonly IDeliveryStore _store = Substitute.For<IDeliveryStore>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bug_in_the_store_ends_neither_the_buffer_nor_the_wait_of_a_sender()
    {
        _store.AddAsync(default!, Ct).ReturnsForAnyArgs(Task.FromException<int>(new InvalidOperationException("A bug.")), Task.FromResult(1));
        using var buffer = new DeliveryBuffer(_store, new WorkerLoop<DeliveryProcessor>(TimeProvider.System), NullLogger<DeliveryBuffer>.Instance);
        await buffer.StartAsync(Ct);

        (await buffer.StoreAsync(NewDelivery(), Ct)).ShouldBeFalse();
        (await buffer.StoreAsync(NewDelivery(), Ct)).ShouldBeTrue();

        buffer.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await buffer.StopAsync(Ct);
    }

    private static Delivery NewDelivery() => new(
        Guid.NewGuid(), WorkspaceId.Default, HookId.New(), Guid.NewGuid(), ConnectionId.New(), Guid.NewGuid(), new RepositoryEvent { Kind = "git.push", At = DateTimeOffset.UnixEpoch });
}
