namespace ConnectWizard.Connections;

/// <summary>Keeps encrypted credentials, each bound to the target it was checked against.</summary>
public interface ICredentialStore
{
    /// <summary>Keeps a credential whose check has passed until its draft is finished, dropped, or a day old.</summary>
    Task<CredentialId> KeepPendingAsync(WorkspaceId workspace, Secret token, ServerTarget target, CancellationToken cancellationToken);

    /// <summary>For a signed-in account: its own tokens are used.</summary>
    /// <returns><see cref="ProblemCode.SignInAgain"/> when the account has none any more.</returns>
    Task<Result<CredentialId>> KeepPendingAsync(WorkspaceId workspace, AccountId account, ServerTarget target, CancellationToken cancellationToken);

    /// <returns><see cref="ProblemCode.CredentialNeeded"/> when it is gone or bound to another target. For an account the problems of <c>OpenAsync</c>.</returns>
    Task<Result<Secret>> OpenAsync(WorkspaceId workspace, CredentialId id, ServerTarget target, CancellationToken cancellationToken);

    /// <summary>A credential that a connection uses stays.</summary>
    Task ForgetPendingAsync(WorkspaceId workspace, CredentialId id, CancellationToken cancellationToken);
}
