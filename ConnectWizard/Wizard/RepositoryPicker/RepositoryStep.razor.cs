using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.RepositoryPicker;

/// <summary>
/// The repository picker: what the token sees, searchable while it arrives. The circuit holds the search and the window; the list itself is
/// shared. A repository is tried as git would before it becomes the answer.
/// </summary>
public sealed partial class RepositoryStep
{
    private const string SearchId = "repo-search";

    private readonly SearchedList _list = new();
    private CancellationTokenSource? _opening;
    private CancellationTokenSource? _trying;
    private int _announcements;
    private string _message = "";
    private int _isNotified;
    private int? _marked;
    private Guid? _checking;
    private Problem? _problem;
    private IDisposable? _connectionWatch;
    private ILookup<Guid, string> _connected = Array.Empty<string>().ToLookup(_ => Guid.Empty);
    private ProjectWebhooks? _webhooks;

    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required CircuitConnectionMonitor Monitor { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<RepositoryStep> Text { get; init; }

    public override ValueTask DisposeAsync()
    {
        _connectionWatch?.Dispose();
        _list.Dispose();
        return base.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _webhooks = new ProjectWebhooks(State);
        _connectionWatch = Monitor.OnChanged(isConnected => InvokeAsync(() => isConnected ? OpenAsync() : CloseAsync()));
    }

    protected override async Task LoadAsync()
    {
        await OpenAsync();
        _connected = await State.ListConnectedAsync(CancellationToken);
    }

    private async Task OpenAsync()
    {
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        _opening = opening;
        try
        {
            var list = await State.OpenRepositoryListAsync(HandleChanged, opening.Token);
            _problem = list.Problem;
            if (list.Succeeded)
                await ShowAsync(list.Value);
            else
                StateHasChanged();
        }
        catch (OperationCanceledException) when (opening.IsCancellationRequested)
        {
            // The browser went away, or the step was left.
        }
        finally
        {
            _opening = _opening == opening ? null : _opening;
        }
    }

    private Task ShowAsync(RepositoryWatch watch)
    {
        _list.Open(watch);
        return SearchAsync();
    }

    /// <summary>A list that nobody looks at is not read on, and none is opened.</summary>
    private async Task CloseAsync()
    {
        await (_opening?.CancelAsync() ?? Task.CompletedTask);
        _list.Dispose();
    }

    /// <summary>Comes from the thread that reads the list: one call into the circuit at a time, however many changes there are.</summary>
    private void HandleChanged()
    {
        if (Interlocked.Exchange(ref _isNotified, 1) == 0)
        {
            _ = InvokeAsync(() =>
            {
                Volatile.Write(ref _isNotified, 0);
                return CancellationToken.IsCancellationRequested ? Task.CompletedTask : SearchAsync();
            });
        }
    }

    /// <summary>At each key, without a pause: a search costs less than the key's way here, and keys that come while one is at work share the next.</summary>
    private Task TypeAsync()
    {
        _problem = null;
        return SearchAsync();
    }

    private Task SearchForAsync(string text)
    {
        _list.Search = text;
        return TypeAsync();
    }

    /// <summary>In the circuit, and behind the list: its rows do not wait for it.</summary>
    private void AskWebhooks(IEnumerable<Guid> projects) => _ = InvokeAsync(() => _webhooks!.AskAsync(projects, StateHasChanged, CancellationToken));

    private async Task SearchAsync()
    {
        await _list.SearchAsync(Show, CancellationToken);
        await AnnounceAsync();
    }

    private void Show()
    {
        _marked = FindMarked();
        StateHasChanged();
    }

    private async Task RefreshAsync()
    {
        if (_list.Watch is { } watch)
            _problem = await State.RefreshRepositoryListAsync(watch, CancellationToken);
    }

    private async Task PickAsync(ListedRepository repository)
    {
        if (_trying is not null)
            await _trying.CancelAsync();

        using var trying = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        (_trying, _checking, _problem) = (trying, repository.Id, null);
        try
        {
            await TryAsync(repository, trying.Token);
        }
        catch (OperationCanceledException) when (trying.IsCancellationRequested)
        {
            // Another row was pressed, or the step was left.
        }
        finally
        {
            if (_trying == trying)
                (_trying, _checking) = (null, null);
        }
    }

    private async Task TryAsync(ListedRepository repository, CancellationToken cancellationToken)
    {
        var git = await State.AskGitAsync(repository.Project.Name, repository.Name, cancellationToken);
        if (!git.Succeeded)
        {
            _problem = git.Problem;
            return;
        }

        var choice = new RepositoryChoice(repository.Id, repository.Name, repository.Project.Id, repository.Project.Name, repository.DefaultBranch);
        var stored = await State.ChangeAsync(draft => draft.WithRepository(choice), cancellationToken);
        _problem = stored.Problem;
        if (stored.Succeeded)
            await Answered.InvokeAsync();
    }
}
