using ConnectWizard.Connections;

namespace ConnectWizard.Wizard;

/// <content>Answers given while the store can't be used: they are kept here, and stored when it is back.</content>
public sealed partial class ConnectionState
{
    private readonly List<UnstoredAnswer> _unstored = [];
    private readonly CancellationTokenSource _end = new();
    private bool _isRetrying;

    /// <summary>Why nothing can be stored at present; null as far as is known.</summary>
    public Problem? Outage { get; private set; }

    /// <summary>What is not stored yet, as the page calls it.</summary>
    public IReadOnlyList<string> Unstored => [.. _unstored.Select(answer => answer.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>What had to wait is stored now; until the next answer.</summary>
    public bool HasCaughtUp { get; private set; }

    /// <summary>As <see cref="ChangeAsync"/>, for an answer that waits for the store where it has to: the page goes on with it meanwhile.</summary>
    /// <param name="name">The answer, as the page calls it.</param>
    public async Task<Result<ConnectionDraft>> KeepAsync(string name, Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken)
    {
        HasCaughtUp &= _unstored.Count > 0;
        var id = RequireDraft().Id;
        var stored = await ChangeAsync(change, cancellationToken);
        if (stored.Succeeded || !ProblemCatalog.IsOutage(stored.Problem.Code) || Draft?.Id != id)
            return stored;

        _unstored.Add(new UnstoredAnswer(id, name, change));
        Show(change(Draft));
        return Draft;
    }

    public void Dispose()
    {
        if (_end.IsCancellationRequested)
            return;

        _end.Cancel();
        _end.Dispose();
    }

    private ConnectionDraft WithUnstored(ConnectionDraft draft) => Apply(_unstored.Where(answer => answer.Draft == draft.Id), draft);

    private static ConnectionDraft Apply(IEnumerable<UnstoredAnswer> answers, ConnectionDraft draft) =>
        answers.Aggregate(draft, (changed, answer) => answer.Change(changed));

    private void Forget(List<UnstoredAnswer> stored)
    {
        if (stored.Count == 0)
            return;

        _unstored.RemoveAll(stored.Contains);
        HasCaughtUp = _unstored.Count == 0;
    }

    private async Task<Result<T>> WhileAvailableAsync<T>(Func<Task<Result<T>>> ask)
    {
        try
        {
            var answer = await ask();
            Outage = null;
            return answer;
        }
        catch (StoreUnavailableException e)
        {
            Outage = e.Problem;
            Notify();
            _ = RetryAsync();
            return e.Problem;
        }
    }

    private async Task RetryAsync()
    {
        if (_isRetrying || _end.IsCancellationRequested)
            return;

        _isRetrying = true;
        var cancellationToken = _end.Token;
        try
        {
            while (Outage is not null)
            {
                await Task.Delay(StoreUnavailableException.RetryInterval, time, cancellationToken);
                foreach (var id in _unstored.Select(answer => (DraftId?)answer.Draft).Append(Draft?.Id).OfType<DraftId>().Distinct().ToList())
                    await OneAtATimeAsync(() => StoreAsync(id, draft => draft, cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The circuit has ended.
        }
        finally
        {
            _isRetrying = false;
        }
    }

    private sealed record UnstoredAnswer(DraftId Draft, string Name, Func<ConnectionDraft, ConnectionDraft> Change);
}
