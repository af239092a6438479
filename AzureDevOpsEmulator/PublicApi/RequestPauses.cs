namespace AzureDevOpsEmulator;

/// <summary>Where a request is held.</summary>
public enum HoldPoint
{
    /// <summary>Nothing of it has been carried out.</summary>
    BeforeItIsCarriedOut,

    /// <summary>It has been carried out, and its client does not know.</summary>
    BeforeItsAnswer,
}

/// <summary>
/// Holds requests of clients, and deliveries to receivers, in the middle: for tests in which the other side ends just there. Thread-safe.
/// </summary>
public sealed class EmulatedHolds
{
    private readonly Lock _gate = new();
    private readonly List<(Func<string, string, string, bool> Matches, Hold Hold)> _requests = [];
    private readonly List<(string Url, Hold Hold)> _deliveries = [];

    /// <summary>Holds one request.</summary>
    /// <param name="host">The name that it is sent to, without a port.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="part">What is in its path or query, as it is sent.</param>
    /// <param name="point">Where it is held.</param>
    /// <param name="number">Which of those that match, from 1 on.</param>
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

    /// <summary>Holds the next delivery to an address with half of its body sent.</summary>
    /// <param name="url">What the address begins with.</param>
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

/// <summary>A request that will be, or is being, held. Disposing of it lets it end without going on.</summary>
public sealed class Hold : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Hold(HoldPoint point) => Point = point;

    /// <summary>Ends when the request is at the point.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Ends when a delivery that went on has left this machine's program as a whole; its answer is another matter.</summary>
    public Task Passed => _passed.Task;

    internal HoldPoint Point { get; }

    /// <summary>Lets it go on.</summary>
    public void Release() => _goesOn.TrySetResult(true);

    /// <inheritdoc/>
    public void Dispose() => _goesOn.TrySetResult(false);

    internal void Pass() => _passed.TrySetResult();

    /// <returns>Whether it goes on; false when it was given up, or when the other side has left.</returns>
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
