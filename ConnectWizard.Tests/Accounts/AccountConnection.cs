using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>A connection that lives on an account, stored as the wizard's end stores it.</summary>
internal static class AccountConnection
{
    /// <param name="services">With a real store.</param>
    /// <param name="draft">The draft that becomes it.</param>
    /// <param name="owner">Whose draft it is.</param>
    /// <param name="account">What it lives on.</param>
    /// <param name="organization">What it connects; the connection is named "Werk 1".</param>
    public static async Task<ConnectionId> MakeAsync(IServiceProvider services, DraftId draft, OwnerId owner, CloudAccount account, string organization)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var target = services.GetRequiredService<CloudSetup>().TargetOf(organization);
        var credential = await services.GetRequiredService<ICredentialStore>().KeepPendingAsync(account.Id, target, cancellation);
        await services.GetRequiredService<IDraftStore>().UpdateAsync(
            draft, owner, it => it.Answered(credential, Samples.Profile(), target), cancellation);
        var profile = await services.GetRequiredService<IProfileStore>().CreateAsync(draft, owner, cancellation);
        return profile.Value!.Connection;
    }
}
