using System.Net;

namespace AzureDevOpsEmulator.Hooks.Delivery;

/// <summary>What the service makes of a receiver's answer.</summary>
internal enum DeliveryVerdict
{
    Succeeded,

    /// <summary>May be gone in a moment.</summary>
    Transient,

    /// <summary>Leads to probation.</summary>
    Enduring,

    /// <summary>The receiver wants no more: the subscription is disabled.</summary>
    Terminal,
}

/// <summary>One POST to a receiver. Without a status there was no answer.</summary>
internal sealed record DeliveryAttempt(
    HttpStatusCode? Status, string Request, string? Response, string? ErrorMessage, string? ErrorDetail, TimeSpan Duration)
{
    public DeliveryVerdict Verdict => Status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => DeliveryVerdict.Succeeded,
        HttpStatusCode.Gone => DeliveryVerdict.Terminal,
        HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            DeliveryVerdict.Transient,
        _ => DeliveryVerdict.Enduring,
    };
}
