namespace ConnectWizard.Repositories;

/// <summary>
/// Takes elements one by one; while one is used, the next is made beside it. One thread takes. Disposing cancels what is being made, and
/// waits for that to end.
/// </summary>
/// <typeparam name="T">An element that stays valid when the next one is made.</typeparam>
internal sealed class PrefetchingReader<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly IAsyncEnumerator<T> _elements;

    public PrefetchingReader(Func<CancellationToken, IAsyncEnumerable<T>> elements, CancellationToken cancellationToken)
    {
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _elements = elements(_cancellation.Token).GetAsyncEnumerator(_cancellation.Token);
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
        await _cancellation.CancelAsync();
        await Next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await _elements.DisposeAsync();
        _cancellation.Dispose();
    }

    private Task<bool> MakeNext() => Task.Run(() => _elements.MoveNextAsync().AsTask(), CancellationToken.None);
}
