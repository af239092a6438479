namespace AzureDevOpsEmulator;

public enum PausePoint
{
    /// <summary>Nothing of the request is executed.</summary>
    BeforeExecution,

    /// <summary>The request is executed, and the client doesn't know.</summary>
    BeforeResponse,
}

/// <summary>Pauses requests and deliveries in progress, for tests that end the other side at that point. Thread-safe.</summary>
public sealed class RequestPauses
{
    private readonly Lock _gate = new();
    private readonly List<(Func<string, string, string, bool> Matches, RequestPause Hold)> _requests = [];
    private readonly List<(string Url, RequestPause Hold)> _deliveries = [];

    /// <summary>Pauses one request.</summary>
    /// <param name="host">Without a port.</param>
    /// <param name="part">A part of the path or query as sent.</param>
    /// <param name="number">Which of the matching requests, from 1 on.</param>
    public RequestPause PauseRequest(string host, string method, string part, PausePoint point, int number = 1)
    {
        var left = number;
        var pause = new RequestPause(point);
        lock (_gate)
            _requests.Add((Matches, pause));
        return pause;

        bool Matches(string toHost, string byMethod, string target) =>
            toHost.Equals(host, StringComparison.OrdinalIgnoreCase) && byMethod == method && target.Contains(part, StringComparison.OrdinalIgnoreCase) && --left == 0;
    }

    /// <summary>Pauses the next delivery to a URL with that beginning after half of its body.</summary>
    public RequestPause PauseDelivery(string url)
    {
        var pause = new RequestPause(PausePoint.BeforeExecution);
        lock (_gate)
            _deliveries.Add((url, pause));
        return pause;
    }

    internal RequestPause? TakeRequest(string host, string method, string target)
    {
        lock (_gate)
        {
            var found = _requests.FindIndex(one => one.Matches(host, method, target));
            return found < 0 ? null : Take(_requests, found).Hold;
        }
    }

    internal RequestPause? TakeDelivery(string url)
    {
        lock (_gate)
        {
            var found = _deliveries.FindIndex(one => url.StartsWith(one.Url, StringComparison.OrdinalIgnoreCase));
            return found < 0 ? null : Take(_deliveries, found).Hold;
        }
    }

    private static T Take<T>(List<T> list, int index)
    {
        var taken = list[index];
        list.RemoveAt(index);
        return taken;
    }
}

/// <summary>A paused request, or one that will be paused. Disposing of it ends the request.</summary>
public sealed class RequestPause : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _bodySent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal RequestPause(PausePoint point) => Point = point;

    /// <summary>Completes when the request is paused.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Completes when the whole body of a resumed delivery was sent.</summary>
    public Task BodySent => _bodySent.Task;
    internal PausePoint Point { get; }

    public void Resume() => _resumed.TrySetResult(true);

    public void Dispose() => _resumed.TrySetResult(false);

    internal void MarkBodySent() => _bodySent.TrySetResult();

    /// <returns>False when the request was ended, or the client disconnected.</returns>
    internal async Task<bool> WaitAsync(CancellationToken left)
    {
        _reached.TrySetResult();
        try
        {
            return await _resumed.Task.WaitAsync(left);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
