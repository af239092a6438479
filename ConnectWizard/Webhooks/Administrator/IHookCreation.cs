using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Webhooks.Administrator;

public interface IHookCreation
{
    Task<Outcome<IReadOnlyList<Hook>>> CreateForAdministratorAsync(BuildProfile profile, ServerTarget target, Secret credential, CancellationToken cancellationToken);
}
