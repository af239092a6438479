using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

public sealed class ChangeLogTests : IDisposable
{
    private readonly CollectedLogs _logs = new();
    private readonly IAuditTrail _trail = Substitute.For<IAuditTrail>();
    private readonly ILoggerFactory _factory;
    private readonly ChangeLog _changes;

    public ChangeLogTests()
    {
        _factory = LoggerFactory.Create(builder => builder.AddProvider(_logs));
        _changes = new ChangeLog(_trail, _factory.CreateLogger<ChangeLog>());
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _factory.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task Each_change_says_what_was_changed_and_who_did_it_once()
    {
        var (connection, profile, profiles, connections) = (Samples.Connection(CredentialId.New()), Samples.Profile(), Substitute.For<IProfileStore>(), Substitute.For<IConnectionStore>());
        profiles.ChangeTriggerForksAsync(profile.Workspace, profile.Id, true, Ct).Returns(profile);
        connections.FindAsync(connection.Workspace, connection.Id, Ct).Returns(connection);
        var service = new ProfileService(profiles, new ProfileSignals(), _changes);

        await new ConnectionService(connections, Substitute.For<ICredentialStore>(), Substitute.For<IDraftStore>(), _changes)
            .RenameAsync(Samples.Actor, connection.Id, "Werk 2", Ct);
        await service.ChangeTriggerForksAsync(Samples.Actor, profile.Id, triggerForks: true, Ct);
        await service.ChangeTriggerForksAsync(Samples.Actor, ProfileId.New(), triggerForks: true, Ct);

        _logs.Lines.Count.ShouldBe(2);
        _logs.Lines.ShouldContain(line => line.Contains($"ConnectionRenamed: connection {connection.Id} (Werk 2), by browser owner-on", StringComparison.Ordinal));
        _logs.Lines.ShouldContain(line => line.Contains($"TriggersChanged: profile {profile.Id} (Nightly), by browser owner-on", StringComparison.Ordinal));
        await _trail.Received(1).AppendAsync(Arg.Is<AuditEvent>(happened => happened.Detail == "Werk 1 → Werk 2" && happened.ConnectionName == "Werk 2"), CancellationToken.None);
    }
}
