using System.Globalization;
using ConnectWizard.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Organization;

/// <summary>The organizations of an account, searchable; the keyboard moves through them as through the repositories (js/repository-list.js).</summary>
public sealed partial class OrganizationList
{
    private const string SearchId = "organization-search";

    /// <summary>In pixels at the browser's default text size; the window corrects itself by what it measures.</summary>
    private const float RowHeight = 48;

    private readonly string _id = $"organizations-{Guid.NewGuid():N}";
    private ListKeyboard? _keyboard;
    private string _search = "";
    private (OrganizationChoice Choice, int Position)[] _matches = [];

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

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_keyboard?.DetachAsync() ?? Task.CompletedTask);
    }

    protected override void OnParametersSet() => Match();

    protected override Task LoadAsync()
    {
        _keyboard = new ListKeyboard(Script, Assets["js/repository-list.js"], _id);
        return _keyboard.AttachAsync(SearchId, CancellationToken);
    }

    private void Search(string? text)
    {
        _search = text ?? "";
        Match();
    }

    private void Match() => _matches = [.. Choices.Matching(_search).Select((choice, position) => (choice, position))];

    private bool IsChosen(OrganizationChoice choice) => choice.Name.Equals(Chosen, StringComparison.OrdinalIgnoreCase);

    private bool CanChoose(OrganizationChoice choice) => choice.DisabledReason is null && Choosing is null && !IsDisabled;

    private Task ChooseAsync(OrganizationChoice choice) => CanChoose(choice) ? Picked.InvokeAsync(choice) : Task.CompletedTask;

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
