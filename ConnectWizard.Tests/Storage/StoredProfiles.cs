using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectWizard.Storage;

/// <summary>Profiles on repositories of an emulated server, as the wizard leaves them in the store.</summary>
internal static class StoredProfiles
{
    /// <summary>Stores a profile with its connection.</summary>
    public static async Task<BuildProfile> StoreProfileAsync(
        this IServiceProvider services, ServerTarget target, Secret token, BuildProfile profile, CancellationToken ct, string account = "6c0a")
    {
        var drafts = services.GetRequiredService<IDraftStore>();
        var draft = await drafts.CreateAsync(Samples.Owner, ProviderKind.Server, ct);
        var credential = await services.GetRequiredService<ICredentialStore>().KeepPendingAsync(token, target, ct);
        await drafts.UpdateAsync(draft.Id, Samples.Owner, it => it.Answered(credential, profile, target, account), ct);
        return (await services.GetRequiredService<IProfileStore>().CreateAsync(draft.Id, Samples.Owner, ct)).Value!;
    }
}
