namespace ConnectWizard.Polling;

/// <summary>How often a polled repository is looked at, as configured: what pages say about polling.</summary>
public sealed record PollingInterval(TimeSpan Every)
{
    /// <summary>As a text behind "every".</summary>
    public override string ToString() => PollingText.Of(Every);
}
