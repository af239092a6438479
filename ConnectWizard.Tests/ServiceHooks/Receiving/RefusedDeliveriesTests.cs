using ConnectWizard.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

public sealed class RefusedDeliveriesTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<string?> _recorded = [];
    private readonly RefusedDeliveries _refused;

    public RefusedDeliveriesTests()
    {
        var trail = Substitute.For<IAuditTrail>();
        trail.AppendAsync(Arg.Do<AuditEvent>(happened => _recorded.Add(happened.Detail)), default).ReturnsForAnyArgs(Task.CompletedTask);
        _refused = new RefusedDeliveries(new ChangeLog(trail, NullLogger<ChangeLog>.Instance), _time);
    }

    public void Dispose() => _refused.Dispose();

    [Fact]
    public async Task However_many_are_sent_a_hook_has_one_entry_an_hour_with_their_number()
    {
        var (hook, other) = (Hook("Bahn/Engine"), Hook("Bahn/Rover"));
        for (var count = 0; count < 100; count++)
            await _refused.AddAsync(hook);
        await _refused.AddAsync(other);
        _recorded.ShouldBe(["1 × Bahn/Engine: Push", "1 × Bahn/Rover: Push"]);

        _time.Advance(RefusedDeliveries.Interval);
        _recorded[2..].ShouldBe(["99 × Bahn/Engine: Push"]);

        await _refused.AddAsync(hook);
        await _refused.AddAsync(other);
        _recorded[3..].ShouldBe(["1 × Bahn/Rover: Push"]);
        _time.Advance(RefusedDeliveries.Interval);
        _recorded[4..].ShouldBe(["1 × Bahn/Engine: Push"]);
    }

    private static Hook Hook(string repository) => new()
    {
        Id = HookId.New(),
        Workspace = WorkspaceId.Default,
        Connection = ConnectionId.New(),
        ProjectId = Guid.NewGuid(),
        RepositoryId = Guid.NewGuid(),
        Repository = repository,
        Kind = HookKind.Push,
        State = HookState.Working,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
