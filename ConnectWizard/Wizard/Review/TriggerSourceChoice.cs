using ConnectWizard.Connections;

namespace ConnectWizard.Wizard.Review;

/// <summary>Which trigger sources are offered, by permission and by what is wanted. Pure.</summary>
internal static class TriggerSourceChoice
{
    /// <summary>
    /// What is worth offering, the best first. Who may create webhooks need not ask an administrator, and who may not has no use for creating them;
    /// as long as it is not known, all are offered.
    /// </summary>
    /// <param name="mayCreateWebhooks">Whether the account may; null where it could not be found out.</param>
    /// <param name="hasTrigger">Something starts builds; otherwise no source is needed.</param>
    public static IReadOnlyList<TriggerSource> Offered(bool? mayCreateWebhooks, bool hasTrigger) => (hasTrigger, mayCreateWebhooks) switch
    {
        (false, _) => [],
        (true, true) => [TriggerSource.Webhooks, TriggerSource.Polling],
        (true, false) => [TriggerSource.Administrator, TriggerSource.Polling],
        (true, null) => [TriggerSource.Webhooks, TriggerSource.Administrator, TriggerSource.Polling],
    };

    /// <summary>What was chosen, as long as it is offered; otherwise the best of what is.</summary>
    public static TriggerSource Of(TriggerSource? chosen, bool? mayCreateWebhooks, bool hasTrigger)
    {
        var offered = Offered(mayCreateWebhooks, hasTrigger);
        return chosen is { } wanted && offered.Contains(wanted) ? wanted : offered.Count > 0 ? offered[0] : TriggerSource.None;
    }
}
