namespace ConnectWizard.Connections.Repositories;

/// <summary>
/// Takes elements one by one; while one is used, the next is made beside it. One thread takes. Disposing cancels what is being made, and
/// waits for that to end.
/// </summary>
/// <typeparam name="T">An element that stays valid when the next one is made.</typeparam>
internal sealed class OneAhead<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving;
    private readonly IAsyncEnumerator<T> _elements;

    public OneAhead(Func<CancellationToken, IAsyncEnumerable<T>> elements, CancellationToken cancellationToken)
    {
        _leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _elements = elements(_leaving.Token).GetAsyncEnumerator(_leaving.Token);
        Next = MakeNext();
    }

    /// <summary>Ends when there is another element, with true, and at the end, with false.</summary>
    public Task<bool> Next { get; private set; }

    /// <summary>The element that <see cref="Next"/> announced, after which it announces another.</summary>
    public T Take()
    {
        var element = _elements.Current;
        Next = MakeNext();
        return element;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await Next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await _elements.DisposeAsync();
        _leaving.Dispose();
    }

    private Task<bool> MakeNext() => Task.Run(() => _elements.MoveNextAsync().AsTask(), CancellationToken.None);
}
