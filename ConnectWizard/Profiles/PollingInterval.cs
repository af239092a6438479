namespace ConnectWizard.Profiles;

/// <summary>How often a polled repository is looked at.</summary>
public static class PollingInterval
{
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(1);
}
