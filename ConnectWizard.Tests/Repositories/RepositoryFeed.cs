using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>A listing of repositories whose pace the test decides.</summary>
internal sealed class RepositoryFeed
{
    private readonly Channel<Result<Repository>> _channel = Channel.CreateUnbounded<Result<Repository>>();
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the listing was cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    public void Send(params IEnumerable<string> paths)
    {
        foreach (var path in paths)
            _channel.Writer.TryWrite(RepositorySamples.Repository(path.Split('/')[0], path.Split('/')[1]));
    }

    public void Break(ProblemCode code)
    {
        _channel.Writer.TryWrite(new Problem(code));
        End();
    }

    public void End() => _channel.Writer.Complete();

    public async IAsyncEnumerable<Result<Repository>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var repository in _channel.Reader.ReadAllAsync(cancellationToken))
                yield return repository;
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
                _cancelled.TrySetResult();
        }
    }
}
