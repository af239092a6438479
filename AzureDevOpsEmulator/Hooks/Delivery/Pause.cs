using System.Diagnostics.CodeAnalysis;

namespace AzureDevOpsEmulator.Hooks.Delivery;

/// <summary>A wait that somebody else can end, also before it has begun. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has neither timer nor handle, and is replaced at each use.")]
internal sealed class Pause(TimeProvider time)
{
    private CancellationTokenSource _wake = new();

    /// <summary>Ends the wait at once, or the next one where none is under way.</summary>
    public void Wake() => Volatile.Read(ref _wake).Cancel();

    /// <summary>The next wait is a whole one, whoever has ended an earlier one.</summary>
    public void Forget() => Volatile.Write(ref _wake, new CancellationTokenSource());

    public async Task WaitAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Volatile.Read(ref _wake).Token, cancellationToken);
        try
        {
            await Task.Delay(length, time, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Forget();
        }
    }
}
