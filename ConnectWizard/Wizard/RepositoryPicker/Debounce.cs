namespace ConnectWizard.Wizard.RepositoryPicker;

/// <summary>Lets the last of several calls in quick succession through. Used from one circuit's context.</summary>
internal sealed class Debounce(TimeProvider time, TimeSpan pause)
{
    private int _calls;

    /// <summary>Waits for the pause.</summary>
    /// <returns>True when no other call came in the meantime.</returns>
    public async Task<bool> IsLastAsync(CancellationToken cancellationToken)
    {
        var call = ++_calls;
        await Task.Delay(pause, time, cancellationToken);
        return call == _calls;
    }
}
