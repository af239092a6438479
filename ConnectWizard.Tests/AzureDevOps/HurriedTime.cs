namespace ConnectWizard.AzureDevOps;

/// <summary>A clock whose timers run out six times as fast: for limits of seconds that a test has to sit out.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private const int Hurry = 6;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Hurry : dueTime, period);
}
