using System.Security.Cryptography;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.DataProtection;
using Secret = ConnectWizard.Connections.Secret;

namespace ConnectWizard.Storage;

/// <summary>
/// Keeps credentials encrypted by Data Protection. The purpose names binding and row: a secret that was moved to another row or target opens
/// nothing. An account's credential has no secret of its own and opens for the configured Azure DevOps Services alone.
/// </summary>
internal sealed class CredentialStore(
    Database database, IDataProtectionProvider protection, IAccountTokens accounts, CloudSetup cloud, TimeProvider time, ILogger<CredentialStore> logger)
    : ICredentialStore
{
    private const string Insert =
        """
        INSERT INTO credentials (id, workspace_id, binding, protected, pending, created_at)
        VALUES (@Id, @Workspace, @Binding, @Protected, 1, @Now)
        """;

    private const string InsertOfAccount =
        """
        INSERT INTO credentials (id, workspace_id, binding, protected, account_id, pending, created_at)
        SELECT @Id, @Workspace, @Binding, '', id, 1, @Now FROM accounts WHERE id = @Account AND workspace_id = @Workspace AND protected IS NOT NULL
        """;

    private const string Select = "SELECT protected, account_id AS account FROM credentials WHERE id = @Id AND workspace_id = @Workspace AND binding = @Binding";

    public async Task<CredentialId> KeepPendingAsync(WorkspaceId workspace, Secret token, ServerTarget target, CancellationToken cancellationToken)
    {
        var id = CredentialId.New();
        var parameters = new { Id = id, Workspace = workspace, target.Binding, Protected = ProtectorFor(id, target).Protect(token.Reveal()), Now = time.GetUtcNow() };
        await database.WriteAsync(session => session.ExecuteAsync(Insert, parameters), cancellationToken);
        return id;
    }

    public async Task<Result<CredentialId>> KeepPendingAsync(WorkspaceId workspace, AccountId account, ServerTarget target, CancellationToken cancellationToken)
    {
        var parameters = new { Id = CredentialId.New(), Workspace = workspace, target.Binding, Account = account, Now = time.GetUtcNow() };
        return await database.WriteAsync(session => session.ExecuteAsync(InsertOfAccount, parameters), cancellationToken) == 1
            ? parameters.Id
            : new Problem(ProblemCode.SignInAgain).With(ProblemText.Variant, ProblemText.Removed);
    }

    public async Task<Result<Secret>> OpenAsync(WorkspaceId workspace, CredentialId id, ServerTarget target, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(session => session.FindAsync<StoredCredential>(Select, new { Workspace = workspace, Id = id, target.Binding }), cancellationToken);
        if (row is null or { Protected: "", Account: null })
            return new Problem(ProblemCode.CredentialNeeded);
        return row.Account is { } account ? await OpenAccountAsync(account, target, cancellationToken) : Unprotect(row.Protected, id, target);
    }

    public Task ForgetPendingAsync(WorkspaceId workspace, CredentialId id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => DraftStore.ForgetPendingAsync(session, workspace, id), cancellationToken);

    private async Task<Result<Secret>> OpenAccountAsync(AccountId account, ServerTarget target, CancellationToken cancellationToken) =>
        target.Provider == ProviderKind.Services && target.Address == cloud.Organizations
            ? (await accounts.OpenForAsync(account, target.Collection, cancellationToken)).Then<Secret>(token => token)
            : new Problem(ProblemCode.CredentialNeeded);

    private Result<Secret> Unprotect(string secret, CredentialId id, ServerTarget target)
    {
        try
        {
            return new Secret(ProtectorFor(id, target).Unprotect(secret));
        }
        catch (CryptographicException e)
        {
            // The token is asked for again; the operator, who may bring the key back, learns more.
            StorageLog.CredentialDoesNotOpen(logger, id.Value, e);
            return new Problem(ProblemCode.CredentialNeeded).With(ProblemText.Variant, ProblemText.Sealed);
        }
    }

    private IDataProtector ProtectorFor(CredentialId id, ServerTarget target) =>
        protection.CreateProtector("ConnectWizard.Credentials.v1", target.Binding, id.Value.ToString("D"));

    private sealed record StoredCredential(string Protected, AccountId? Account);
}
