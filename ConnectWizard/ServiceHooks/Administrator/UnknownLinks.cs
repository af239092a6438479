using System.Threading.RateLimiting;
using ConnectWizard.Accounts;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>Links that nobody made, all together: whoever guesses has one limit for all guesses, and those with a link aren't held up by it.</summary>
internal sealed class UnknownLinks : IDisposable
{
    private readonly FixedWindowRateLimiter _limiter = new(new() { PermitLimit = AdministratorEndpoints.MaxRequests, Window = TimeSpan.FromMinutes(1) });

    /// <returns>False when there were too many.</returns>
    public bool Count()
    {
        using var lease = _limiter.AttemptAcquire();
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}

internal sealed class SignInLinks(IAdministratorRequests requests) : ISignInLinks
{
    public async Task<bool> IsOpenAsync(string link, CancellationToken cancellationToken) =>
        await requests.FindAsync(link, cancellationToken) is { Status: LinkStatus.Open };
}
