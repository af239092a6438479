using System.Globalization;
using ConnectWizard.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Organization;

/// <summary>The organizations of an account, searchable; the keyboard moves through them as through the repositories (js/repository-list.js).</summary>
public sealed partial class OrganizationList
{
    private const string SearchId = "organization-search";

    private readonly string _id = $"organizations-{Guid.NewGuid():N}";
    private ListKeyboard? _keyboard;
    private string _search = "";
    private IReadOnlyList<OrganizationChoice> _matches = [];

    [Parameter]
    [EditorRequired]
    public required OrganizationChoices Choices { get; set; }

    /// <summary>The organization chosen before.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>The organization that is being looked at.</summary>
    [Parameter]
    public string? Choosing { get; set; }

    [Parameter]
    [EditorRequired]
    public EventCallback<OrganizationChoice> Picked { get; set; }

    [Inject]
    public required PageScript Script { get; init; }

    [Inject]
    public required IStringLocalizer<OrganizationList> Text { get; init; }

    private OrganizationChoice[] Shown => [.. _matches.Take(OrganizationChoices.MaxShown)];

    private string CountText => _matches.Count > OrganizationChoices.MaxShown
        ? Text["Count.More", OrganizationChoices.MaxShown, Number(_matches.Count), Number(Choices.All.Count)]
        : Text["Count", Number(_matches.Count), Number(Choices.All.Count)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_keyboard?.DetachAsync() ?? Task.CompletedTask);
    }

    protected override void OnParametersSet() => _matches = Choices.Matching(_search);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keyboard = new ListKeyboard(Script, Assets["js/repository-list.js"], _id);
            await _keyboard.AttachAsync(SearchId, CancellationToken);
        }
    }

    private void Search(string? text)
    {
        _search = text ?? "";
        _matches = Choices.Matching(_search);
    }

    private bool IsChosen(OrganizationChoice choice) => choice.Name.Equals(Chosen, StringComparison.OrdinalIgnoreCase);

    private bool CanChoose(OrganizationChoice choice) => choice.DisabledReason is null && Choosing is null && !IsDisabled;

    private Task ChooseAsync(OrganizationChoice choice) => CanChoose(choice) ? Picked.InvokeAsync(choice) : Task.CompletedTask;

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
