namespace ConnectWizard.Accounts;

/// <summary>The links that an administrator may sign in for.</summary>
public interface ISignInLinks
{
    /// <param name="link">The link's own part, as it stands in the address that was sent.</param>
    Task<bool> IsOpenAsync(string link, CancellationToken cancellationToken);
}
