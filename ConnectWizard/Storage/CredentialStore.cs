using System.Security.Cryptography;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Storage.Records;
using Microsoft.AspNetCore.DataProtection;
using Secret = ConnectWizard.Connections.Secret;

namespace ConnectWizard.Storage;

/// <summary>
/// Keeps credentials encrypted by Data Protection. The purpose names the binding and the row, so a blob that somebody moves to another row
/// opens nothing, and no change to the binding column makes it open for another target. An account's credential has no secret of its own, and
/// opens for Azure DevOps Services where the operator says they are, and for nothing else.
/// </summary>
internal sealed class CredentialStore(
    Database database, IDataProtectionProvider protection, IAccountTokens accounts, CloudSetup cloud, TimeProvider time, ILogger<CredentialStore> logger)
    : ICredentialStore
{
    private const string Insert =
        """
        INSERT INTO credentials (id, workspace_id, binding, protected, account_id, pending, created_at)
        VALUES (@Id, @Workspace, @Binding, @Protected, @Account, 1, @Now)
        """;

    private const string Select = "SELECT protected AS Blob, account_id AS Account FROM credentials WHERE id = @Id AND binding = @Binding";

    public Task<CredentialId> KeepPendingAsync(Secret token, ServerTarget target, CancellationToken cancellationToken)
    {
        var id = CredentialId.New();
        return KeepAsync(id, target, ProtectorFor(id, target).Protect(token.Reveal()), null, cancellationToken);
    }

    public Task<CredentialId> KeepPendingAsync(AccountId account, ServerTarget target, CancellationToken cancellationToken) =>
        KeepAsync(CredentialId.New(), target, "", account, cancellationToken);

    public async Task<Result<Secret>> OpenAsync(CredentialId id, ServerTarget target, CancellationToken cancellationToken)
    {
        var parameters = new { Id = id.Value.ToText(), target.Binding };
        var row = await database.ReadAsync(session => session.FindAsync<Stored>(Select, parameters), cancellationToken);
        if (row is null)
            return new Problem(ProblemCode.CredentialNeeded);
        return row.Account is null ? Unprotect(row.Blob, id, target) : await OpenAccountAsync(new AccountId(Guid.Parse(row.Account)), target, cancellationToken);
    }

    public Task ForgetPendingAsync(CredentialId id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ForgetPendingAsync(id), cancellationToken);

    private async Task<CredentialId> KeepAsync(
        CredentialId id, ServerTarget target, string blob, AccountId? account, CancellationToken cancellationToken)
    {
        var row = new
        {
            Id = id.Value.ToText(),
            Workspace = WorkspaceId.Default.Value.ToText(),
            target.Binding,
            Protected = blob,
            Account = account?.Value.ToText(),
            Now = time.GetUtcNow().ToMilliseconds(),
        };
        await database.WriteAsync(session => session.ExecuteAsync(Insert, row), cancellationToken);
        return id;
    }

    private async Task<Result<Secret>> OpenAccountAsync(AccountId account, ServerTarget target, CancellationToken cancellationToken) =>
        target.Provider == ProviderKind.Services && target.Address == cloud.Organizations
            ? (await accounts.OpenAsync(account, cancellationToken)).Then<Secret>(token => token)
            : new Problem(ProblemCode.CredentialNeeded);

    private Result<Secret> Unprotect(string blob, CredentialId id, ServerTarget target)
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

    private sealed record Stored(string Blob, string? Account);
}
