using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Provider;

/// <summary>The first question: Azure DevOps Services or a server of one's own.</summary>
public sealed partial class ProviderStep
{
    private const int MaxNames = 3;
    private CloudAccount? _account;
    private IReadOnlyList<string> _organizations = [];

    /// <summary>The answer so far, when the step is visited again.</summary>
    [Parameter]
    public ProviderKind? Current { get; set; }

    [Parameter]
    [EditorRequired]
    public EventCallback<ProviderChoice> Chosen { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<ProviderStep> Text { get; init; }

    /// <summary>The account that signed in last among those that have an organization; one that need not sign in again goes first.</summary>
    protected override async Task OnInitializedAsync()
    {
        foreach (var account in (await State.ListAccountsAsync(CancellationToken)).OrderBy(account => account.NeedsSignIn))
        {
            var organizations = await State.ListAuthorizedAsync(account.Id, CancellationToken);
            if (organizations.Count > 0)
            {
                (_account, _organizations) = (account, organizations);
                return;
            }
        }
    }

    // The first choice needs no circuit; another one changes a draft that its page shows.
    protected override bool IsDisabled => Current is null ? IsBusy : base.IsDisabled;

    private string AuthorizedNames => _organizations.Count <= MaxNames
        ? string.Join(", ", _organizations)
        : Text["Cloud.Names.More", string.Join(", ", _organizations.Take(MaxNames)), _organizations.Count - MaxNames];

    private Task ChooseAsync(ProviderChoice choice) => WhileBusyAsync(() => Chosen.InvokeAsync(choice));
}
