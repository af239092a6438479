using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace ConnectWizard.Wizard.Organizations;

/// <summary>The organizations of an account, searchable; the keyboard moves through them as through the repositories (js/repository-list.js).</summary>
public sealed partial class OrganizationList : IAsyncDisposable
{
    private ElementReference _list;
    private IJSObjectReference? _module;
    private IJSObjectReference? _keyboard;
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
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required IStringLocalizer<OrganizationList> Text { get; init; }

    private OrganizationChoice[] Shown => [.. _matches.Take(OrganizationChoices.MostShown)];

    private string CountText => _matches.Count > OrganizationChoices.MostShown
        ? Text["Count.More", OrganizationChoices.MostShown, Number(_matches.Count), Number(Choices.All.Count)]
        : Text["Count", Number(_matches.Count), Number(Choices.All.Count)];

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_keyboard is not null)
            {
                await _keyboard.InvokeVoidAsync("detach");
                await _keyboard.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }
    }

    protected override void OnParametersSet() => _matches = Choices.Matching(_search);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/repository-list.js"]}");
            _keyboard = await _module.InvokeAsync<IJSObjectReference>("attach", _list, "organization-search");
        }
    }

    private void Search(ChangeEventArgs change)
    {
        _search = change.Value as string ?? "";
        _matches = Choices.Matching(_search);
    }

    private bool IsChosen(OrganizationChoice choice) => choice.Name.Equals(Chosen, StringComparison.OrdinalIgnoreCase);

    private bool CanChoose(OrganizationChoice choice) => choice.DisabledReason is null && Choosing is null && RendererInfo.IsInteractive;

    private Task ChooseAsync(OrganizationChoice choice) => CanChoose(choice) ? Picked.InvokeAsync(choice) : Task.CompletedTask;

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
