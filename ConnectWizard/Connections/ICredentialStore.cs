namespace ConnectWizard.Connections;

/// <summary>
/// Keeps credentials, encrypted. One is bound to the target it was checked against, and opened for that target alone.
/// </summary>
public interface ICredentialStore
{
    /// <summary>Keeps a credential whose check has passed until its draft is finished, dropped, or a day old.</summary>
    Task<CredentialId> KeepPendingAsync(WorkspaceId workspace, Secret token, ServerTarget target, CancellationToken cancellationToken);

    /// <summary>Keeps, as the credential of a target of Azure DevOps Services, that a signed-in account is used.</summary>
    Task<CredentialId> KeepPendingAsync(WorkspaceId workspace, AccountId account, ServerTarget target, CancellationToken cancellationToken);

    /// <returns>
    /// The secret; <see cref="ProblemCode.CredentialNeeded"/> when it is gone or bound to another target. For an account an access token, or the
    /// problems of <c>OpenAsync</c>.
    /// </returns>
    Task<Result<Secret>> OpenAsync(WorkspaceId workspace, CredentialId id, ServerTarget target, CancellationToken cancellationToken);

    /// <summary>Forgets a pending credential; one that a connection uses stays.</summary>
    Task ForgetPendingAsync(WorkspaceId workspace, CredentialId id, CancellationToken cancellationToken);
}
