using ConnectWizard.Wizard.Provider;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Wizard;

/// <summary>The wizard's door. It writes nothing: it is rendered twice, before and in the circuit, and the draft is made by the first choice.</summary>
public sealed partial class StartPage
{
    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private async Task BeginAsync(ProviderChoice choice)
    {
        var draft = await State.BeginAsync(choice, CancellationToken);
        Navigation.NavigateTo(WizardRoute.Url(draft.Id, WizardRoute.Due(draft, holdsToken: false)));
    }
}
