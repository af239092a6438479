namespace AzureDevOpsEmulator;

public enum HoldPoint
{
    /// <summary>Nothing of the request is executed.</summary>
    BeforeItIsCarriedOut,

    /// <summary>The request is executed, and the client doesn't know.</summary>
    BeforeItsAnswer,
}

/// <summary>Pauses requests and deliveries in progress, for tests that end the other side at that point. Thread-safe.</summary>
public sealed class EmulatedHolds
{
    private readonly Lock _gate = new();
    private readonly List<(Func<string, string, string, bool> Matches, Hold Hold)> _requests = [];
    private readonly List<(string Url, Hold Hold)> _deliveries = [];

    /// <summary>Pauses one request.</summary>
    /// <param name="host">Without a port.</param>
    /// <param name="part">A part of the path or query as sent.</param>
    /// <param name="number">Which of the matching requests, from 1 on.</param>
    public Hold Request(string host, string method, string part, HoldPoint point, int number = 1)
    {
        var left = number;
        var hold = new Hold(point);
        lock (_gate)
            _requests.Add((Matches, hold));
        return hold;

        bool Matches(string toHost, string byMethod, string target) =>
            toHost.Equals(host, StringComparison.OrdinalIgnoreCase) && byMethod == method && target.Contains(part, StringComparison.OrdinalIgnoreCase) && --left == 0;
    }

    /// <summary>Pauses the next delivery to a URL with that beginning after half of its body.</summary>
    public Hold Delivery(string url)
    {
        var hold = new Hold(HoldPoint.BeforeItIsCarriedOut);
        lock (_gate)
            _deliveries.Add((url, hold));
        return hold;
    }

    internal Hold? TakeRequest(string host, string method, string target)
    {
        lock (_gate)
        {
            var found = _requests.FindIndex(one => one.Matches(host, method, target));
            return found < 0 ? null : Take(_requests, found).Hold;
        }
    }

    internal Hold? TakeDelivery(string url)
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
public sealed class Hold : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Hold(HoldPoint point) => Point = point;

    /// <summary>Completes when the request is paused.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Completes when the whole body of a resumed delivery was sent.</summary>
    public Task Passed => _passed.Task;
    internal HoldPoint Point { get; }

    public void Release() => _goesOn.TrySetResult(true);

    public void Dispose() => _goesOn.TrySetResult(false);

    internal void Pass() => _passed.TrySetResult();

    /// <returns>False when the request was ended, or the client disconnected.</returns>
    internal async Task<bool> WaitAsync(CancellationToken left)
    {
        _reached.TrySetResult();
        try
        {
            return await _goesOn.Task.WaitAsync(left);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
