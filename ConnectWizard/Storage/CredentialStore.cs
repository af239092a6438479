using System.Security.Cryptography;
using ConnectWizard.Connections;
using ConnectWizard.Storage.Records;
using Microsoft.AspNetCore.DataProtection;
using Secret = ConnectWizard.Connections.Secret;

namespace ConnectWizard.Storage;

/// <summary>
/// Keeps credentials encrypted by Data Protection. The purpose names the binding and the row, so a blob that somebody moves to another row
/// opens nothing, and no change to the binding column makes it open for another target.
/// </summary>
internal sealed class CredentialStore(
    Database database, IDataProtectionProvider protection, TimeProvider time, ILogger<CredentialStore> logger) : ICredentialStore
{
    private const string Insert =
        """
        INSERT INTO credentials (id, workspace_id, binding, protected, pending, created_at)
        VALUES (@Id, @Workspace, @Binding, @Protected, 1, @Now)
        """;

    private const string Select = "SELECT protected FROM credentials WHERE id = @Id AND binding = @Binding";

    public async Task<CredentialId> KeepPendingAsync(Secret token, ServerTarget target, CancellationToken cancellationToken)
    {
        var id = CredentialId.New();
        var row = new
        {
            Id = id.Value.ToText(),
            Workspace = WorkspaceId.Default.Value.ToText(),
            target.Binding,
            Protected = ProtectorFor(id, target).Protect(token.Reveal()),
            Now = time.GetUtcNow().ToMilliseconds(),
        };
        await database.WriteAsync(session => session.ExecuteAsync(Insert, row), cancellationToken);
        return id;
    }

    public Task<CredentialId> KeepPendingAsync(Connections.Accounts.AccountId account, ServerTarget target, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async Task<Outcome<Secret>> OpenAsync(CredentialId id, ServerTarget target, CancellationToken cancellationToken)
    {
        var parameters = new { Id = id.Value.ToText(), target.Binding };
        var blob = await database.ReadAsync(session => session.FindAsync<string>(Select, parameters), cancellationToken);
        return blob is null ? new Problem(ProblemCode.CredentialNeeded) : Unprotect(blob, id, target);
    }

    public Task ForgetPendingAsync(CredentialId id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ForgetPendingAsync(id), cancellationToken);

    private Outcome<Secret> Unprotect(string blob, CredentialId id, ServerTarget target)
    {
        try
        {
            return new Secret(ProtectorFor(id, target).Unprotect(blob));
        }
        catch (CryptographicException e)
        {
            // To the caller it is gone: the token is asked for again. That it was tampered with is the operator's to know.
            StorageLog.CredentialDoesNotOpen(logger, id.Value, e);
            return new Problem(ProblemCode.CredentialNeeded);
        }
    }

    private IDataProtector ProtectorFor(CredentialId id, ServerTarget target) =>
        protection.CreateProtector("ConnectWizard.Credentials.v1", target.Binding, id.Value.ToText());
}
