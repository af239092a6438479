namespace AzureDevOpsEmulator.Hooks;

/// <summary>Lets somebody wait until something that changes is as they want it, without asking again and again.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>After each change.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, New()).SetResult();

    public async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (condition())
                return;

            await next.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
