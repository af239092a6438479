using ConnectWizard.Connections;
using ConnectWizard.Storage;
using ConnectWizard.Storage.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectWizard.Audit;

/// <summary>A store with an audit trail, on either database.</summary>
public abstract class AuditContext(StoreProvider provider) : StoreContext(provider)
{
    private protected static readonly Actor Ada = new(new OwnerId("0123456789abcdef"), WorkspaceId.Default) { Address = "192.0.2.7" };

    private protected readonly Connection _connection = Samples.Connection(CredentialId.New());

    private protected IAuditStore Audit => App<IAuditStore>();

    private protected T App<T>()
        where T : notnull => _store.Services.GetRequiredService<T>();

    private protected async Task RecordAsync(int count, ChangeLog? changes = null)
    {
        for (var number = 0; number < count; number++)
            await (changes ?? App<ChangeLog>()).RecordAsync(Event($"Werk {number} → Werk {number + 1}"));
    }

    private protected AuditEvent Event(string detail, AuditAction action = AuditAction.ConnectionRenamed) => AuditEvent.Of(action, _connection, Ada) with
    {
        Account = "Ada Łovelace",
        Profile = Guid.Empty,
        ProfileName = "Nightly",
        Problem = ProblemCode.TokenRefused,
        Detail = detail,
    };

    private protected Task<IReadOnlyList<ChainState>> VerifyAsync() => new AuditVerifier(Audit).VerifyAsync(Cancellation);

    private protected Task<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter? filter = null) => Audit.ListAsync(WorkspaceId.Default, filter ?? new AuditFilter(), 100, Cancellation);

    private protected Task SweepAsync() => ActivatorUtilities.CreateInstance<AuditSweep>(_store.Services).SweepAsync(Cancellation);
}
