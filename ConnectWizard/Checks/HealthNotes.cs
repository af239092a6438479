using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>What a check found changed since the one before. Pure.</summary>
internal static class HealthNotes
{
    public static IEnumerable<HealthNote> Compare(CheckedFacts before, CheckedFacts now)
    {
        var (old, current) = (VersionOf(before), VersionOf(now));
        if (old != current && before.ApiLevel.Length > 0 && now.ApiLevel.Length > 0)
            yield return new HealthNote(HealthChangeKind.Version, Changed(old, current));
        if (before.Webhooks != now.Webhooks && before.Webhooks != WebhookRight.Unknown && now.Webhooks != WebhookRight.Unknown)
            yield return new HealthNote(HealthChangeKind.Webhooks, now.Webhooks.ToString());
    }

    public static string Changed(string before, string now) => $"{before} → {now}";

    private static string VersionOf(CheckedFacts facts) => $"{facts.Product} ({facts.ApiLevel})";
}
