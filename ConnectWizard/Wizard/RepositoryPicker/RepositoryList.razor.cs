using ConnectWizard.Components;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ConnectWizard.Wizard.RepositoryPicker;

/// <summary>The rows of the picker. Only those in view are made; the keyboard moves through all of them (js/repository-list.js).</summary>
public sealed partial class RepositoryList
{
    /// <summary>In pixels at the browser's default text size; the window corrects itself by what it measures.</summary>
    private const float RowHeight = 48;

    private static readonly object EmptyHeadingKey = new();
    private static readonly MarkupString Folder = Icon(Icons.Material.Outlined.Source);
    private static readonly MarkupString Blocked = Icon(Icons.Material.Outlined.Block);
    private static readonly MarkupString Check = Icon(Icons.Material.Filled.Check);
    private static readonly MarkupString Chevron = Icon(Icons.Material.Filled.ChevronRight);

    private readonly string _id = $"repositories-{Guid.NewGuid():N}";
    private Virtualize<ListedRow>? _window;
    private RepositoryMatches? _shown;
    private ListKeyboard? _keyboard;
    private (RepositoryMatches?, int) _revealed;

    [Parameter]
    [EditorRequired]
    public required RepositoryMatches Matches { get; set; }

    /// <summary>What was searched for: Enter in the search box waits for it.</summary>
    [Parameter]
    public string Searched { get; set; } = "";

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

    /// <summary>The names of the build profiles that each repository has.</summary>
    [Parameter]
    [EditorRequired]
    public required ILookup<Guid, string> Connected { get; set; }

    /// <summary>Whether webhooks can be created in a project, as far as that is known.</summary>
    [Parameter]
    [EditorRequired]
    public required Func<Guid, WebhookPermission> Webhooks { get; set; }

    /// <summary>The projects of the rows that are shown now.</summary>
    [Parameter]
    [EditorRequired]
    public required Action<IEnumerable<Guid>> InView { get; set; }

    /// <summary>A repository that can be picked was pressed.</summary>
    [Parameter]
    public EventCallback<ListedRepository> Picked { get; set; }

    [Inject]
    public required PageScript Script { get; init; }

    [Inject]
    public required IStringLocalizer<RepositoryList> Text { get; init; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_keyboard?.DetachAsync() ?? Task.CompletedTask);
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
            _keyboard = new ListKeyboard(Script, Assets["js/repository-list.js"], _id);
            await _keyboard.AttachAsync(SearchId, CancellationToken);
        }

        // Again for each part of the list: the first may be too short to scroll. The script leaves who has begun to look around alone.
        if (_keyboard is not null && Highlighted is { } row && Matches.PositionOf(row) is { } position && _revealed != (Matches, position))
        {
            _revealed = (Matches, position);
            await _keyboard.RevealAsync(position, CancellationToken);
        }
    }

    private ValueTask<ItemsProviderResult<ListedRow>> ProvideAsync(ItemsProviderRequest request)
    {
        var matches = Matches;
        var count = Math.Clamp(matches.Length - request.StartIndex, 0, request.Count);
        var rows = Enumerable.Range(request.StartIndex, count).Select(position => matches[position]).ToArray();
        InView(rows.Select(row => row.Project).OfType<ListedProject>().Where(project => project.State == ProjectState.Ready).Select(project => project.Id));
        return ValueTask.FromResult(new ItemsProviderResult<ListedRow>(rows, matches.Length));
    }

    private static MarkupString Icon(string path) =>
        (MarkupString)$"""<svg class="mud-icon-root mud-svg-icon mud-icon-size-small mud-secondary-text" viewBox="0 0 24 24" aria-hidden="true">{path}</svg>""";

    private bool CanChoose(ListedRepository repository) => repository.IsSelectable && !IsDisabled;

    private Task ChooseAsync(ListedRepository repository) => CanChoose(repository) ? Picked.InvokeAsync(repository) : Task.CompletedTask;

    private string InProject(ListedProject project) => Webhooks(project.Id) is not WebhookPermission.Unknown and var permission
        ? Text["InProject.Webhooks", project.Name, Text[$"Webhooks.{permission}"]]
        : Text["InProject", project.Name];

    private string About(ListedRepository repository) => (repository.IsSelectable, Connected.Contains(repository.Id)) switch
    {
        (false, _) => Text[$"Availability.{repository.Availability}"],
        (true, false) => Text["Branch", repository.DefaultBranch!],
        (true, true) => Text["Branch.Connected", repository.DefaultBranch!, string.Join(", ", Connected[repository.Id])],
    };
}
