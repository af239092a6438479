using ConnectWizard.Connections;
using ConnectWizard.Connections.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Picker;

/// <summary>
/// The repository picker: what the token sees, searchable while it arrives. The circuit holds the search and the window; the list itself is
/// shared. A repository is tried as git would before it becomes the answer.
/// </summary>
public sealed partial class RepositoryStep : IDisposable
{
    private const string SearchId = "repo-search";

    private readonly CancellationTokenSource _leaving = new();
    private readonly CancellationToken _left;
    private CancellationTokenSource? _trying;
    private Debounce _typing = default!;
    private Debounce _announcing = default!;
    private RepositoryWatch? _watch;
    private RepositorySnapshot _snapshot = RepositorySnapshot.Empty;
    private RepositoryMatches _matches = RepositorySnapshot.Empty.All;
    private string _search = "";
    private string _said = "";
    private bool _isSearching;
    private bool _isStale;
    private int _isTold;
    private int? _highlighted;
    private Guid? _checking;
    private Problem? _problem;

    public RepositoryStep() => _left = _leaving.Token;

    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required RepositoryCatalog Catalog { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<RepositoryStep> Text { get; init; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _watch?.Dispose();
    }

    protected override void OnInitialized()
    {
        _typing = new Debounce(Time, TimeSpan.FromMilliseconds(50));
        _announcing = new Debounce(Time, TimeSpan.FromSeconds(1));
    }

    // Not before: a prerender must not ask the server for a list that nobody will see.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && State.Draft is { Target: { } target, Credential: { } credential })
        {
            if (await State.OpenTokenAsync(_left) is { } token)
            {
                _watch = Catalog.Watch(new RepositorySource(credential, target), token, HandleChanged);
                await SearchAsync();
            }
            else
            {
                _problem = new Problem(ProblemCode.CredentialNeeded);
                StateHasChanged();
            }
        }
    }

    /// <summary>Comes from the thread that reads the list: one call into the circuit at a time, however many changes there are.</summary>
    private void HandleChanged()
    {
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            _ = InvokeAsync(() =>
            {
                Volatile.Write(ref _isTold, 0);
                return _left.IsCancellationRequested ? Task.CompletedTask : SearchAsync();
            });
        }
    }

    private async Task TypeAsync()
    {
        _problem = null;
        if (await _typing.IsLastAsync(_left))
        {
            await SearchAsync();
        }
    }

    private Task SearchForAsync(string text)
    {
        (_search, _problem) = (text, null);
        return SearchAsync();
    }

    /// <summary>Shows what the newest list has for the newest search. A call while one is at work makes that one go round again.</summary>
    private async Task SearchAsync()
    {
        _isStale = true;
        if (_isSearching || _watch is null)
        {
            return;
        }

        _isSearching = true;
        try
        {
            while (_isStale)
            {
                _isStale = false;
                var snapshot = _watch.Snapshot;
                _matches = await RepositoryFilter.ApplyAsync(snapshot, _search, _left);
                _highlighted = FindMarked(snapshot);
                _snapshot = snapshot;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _isSearching = false;
        }

        await AnnounceAsync();
    }

    private async Task RefreshAsync()
    {
        if (_watch is not null && await State.OpenTokenAsync(_left) is { } token)
        {
            _watch.Refresh(token);
        }
    }

    private async Task PickAsync(ListedRepository repository)
    {
        if (_trying is not null)
        {
            await _trying.CancelAsync();
        }

        using var trying = CancellationTokenSource.CreateLinkedTokenSource(_left);
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
            {
                (_trying, _checking) = (null, null);
            }
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
        var stored = await State.AnswerAsync(draft => draft.WithRepository(choice), cancellationToken);
        _problem = stored.Problem;
        if (stored.Succeeded)
        {
            await Answered.InvokeAsync();
        }
    }
}
