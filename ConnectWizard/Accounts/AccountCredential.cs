using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>The credential of an account that signed in, as the wizard uses it: it goes to the organizations' address and to no other.</summary>
public sealed class AccountCredential(IAccountTokens tokens, ICloudAccounts accounts, ICredentialStore credentials, CloudSetup setup)
{
    /// <returns>A token for the requests ahead; the problems of <see cref="IAccountTokens.OpenAsync"/>, or <see cref="ProblemCode.CredentialNeeded"/> for another address.</returns>
    public async Task<Result<Secret>> OpenAsync(AccountId account, ServerTarget target, CancellationToken cancellationToken)
    {
        if (setup.TargetOf(target.Collection).Binding != target.Binding)
            return new Problem(ProblemCode.CredentialNeeded);

        var token = await tokens.OpenAsync(account, cancellationToken);
        return token.Succeeded ? token.Value : Result<Secret>.FromProblem(token.Problem);
    }

    /// <summary>A check passed with the account: its organization is authorized from now on.</summary>
    /// <param name="workspace">The draft's.</param>
    /// <param name="account">The account.</param>
    /// <param name="target">The organization.</param>
    /// <param name="kept">The draft's pending credential, where a check of the same has passed before.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    public async Task<CredentialId> KeepAsync(WorkspaceId workspace, AccountId account, ServerTarget target, CredentialId? kept, CancellationToken cancellationToken)
    {
        await accounts.RememberAuthorizedAsync(account, target.Collection, cancellationToken);
        return kept ?? await credentials.KeepPendingAsync(workspace, account, target, cancellationToken);
    }
}
