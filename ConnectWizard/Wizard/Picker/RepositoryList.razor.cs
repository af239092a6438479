using ConnectWizard.Connections.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace ConnectWizard.Wizard.Picker;

/// <summary>The rows of the picker. Only those in view are made; the keyboard moves through all of them (js/repository-list.js).</summary>
public sealed partial class RepositoryList : IAsyncDisposable
{
    /// <summary>In pixels at the browser's default text size; the window corrects itself by what it measures.</summary>
    private const float RowHeight = 48;

    private static readonly object BareHeadingKey = new();

    private ElementReference _list;
    private Virtualize<ListedRow>? _window;
    private RepositoryMatches? _shown;
    private IJSObjectReference? _module;
    private IJSObjectReference? _keyboard;
    private int? _revealed;

    [Parameter]
    [EditorRequired]
    public required RepositoryMatches Matches { get; set; }

    /// <summary>The id of the search box, from which Arrow Down comes here.</summary>
    [Parameter]
    [EditorRequired]
    public required string SearchId { get; set; }

    /// <summary>The repository chosen before.</summary>
    [Parameter]
    public Guid? Chosen { get; set; }

    /// <summary>The repository being tried.</summary>
    [Parameter]
    public Guid? Checking { get; set; }

    /// <summary>The row to draw attention to, by its number in the snapshot; it is scrolled to until somebody looks around.</summary>
    [Parameter]
    public int? Highlighted { get; set; }

    /// <summary>A repository that can be picked was pressed.</summary>
    [Parameter]
    public EventCallback<ListedRepository> Picked { get; set; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required IStringLocalizer<RepositoryList> Text { get; init; }

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

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Matches && _window is not null)
        {
            _shown = Matches;
            await _window.RefreshDataAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/repository-list.js"]}");
            _keyboard = await _module.InvokeAsync<IJSObjectReference>("attach", _list, SearchId);
        }

        // While rows arrive its place changes; the script leaves who has begun to look around alone.
        if (_keyboard is not null && Highlighted is { } row && Matches.PositionOf(row) is { } position && _revealed != position)
        {
            _revealed = position;
            await _keyboard.InvokeVoidAsync("reveal", position);
        }
    }

    private ValueTask<ItemsProviderResult<ListedRow>> ProvideAsync(ItemsProviderRequest request)
    {
        var matches = Matches;
        var count = Math.Clamp(matches.Length - request.StartIndex, 0, request.Count);
        return ValueTask.FromResult(new ItemsProviderResult<ListedRow>(
            Enumerable.Range(request.StartIndex, count).Select(position => matches[position]).ToArray(), matches.Length));
    }

    private bool CanChoose(ListedRepository repository) => repository.IsSelectable && RendererInfo.IsInteractive;

    private Task ChooseAsync(ListedRepository repository) => CanChoose(repository) ? Picked.InvokeAsync(repository) : Task.CompletedTask;

    private string About(ListedRepository repository) =>
        repository.IsSelectable ? Text["Branch", repository.DefaultBranch!] : Text[$"Availability.{repository.Availability}"];
}
