namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// What a delivery is answered. Azure DevOps disables a hook at once for 410, repeats a delivery eight times within three minutes for 408, 502,
/// 503 and 504, and puts a hook on probation for any other failure, during which new events are lost (Microsoft's documentation, "Troubleshoot
/// service hooks"). So whatever comes with the right secret is answered with success, kept or not, unless it cannot be Azure DevOps' at all; what
/// is not kept has the refs looked at instead.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">For the hook's history at Azure DevOps: plain, and the same for whoever asks.</param>
internal sealed record DeliveryResponse(int Status, string Text)
{
    /// <summary>It is kept durably.</summary>
    public static DeliveryResponse Stored { get; } = new(StatusCodes.Status200OK, "Stored.");

    /// <summary>The secret was right, and the event is a test's sample.</summary>
    public static DeliveryResponse Test { get; } = new(StatusCodes.Status200OK, "Heard. This is a test, so nothing is built.");

    /// <summary>Of another subscription or repository, of a kind that is not built, or too old: to fail would put a good hook on probation.</summary>
    public static DeliveryResponse NotKept { get; } = new(StatusCodes.Status200OK, "Not kept: this event is not one that this hook is for.");

    /// <summary>The right secret, and no JSON of an event: Azure DevOps did not send it.</summary>
    public static DeliveryResponse Unreadable { get; } = new(StatusCodes.Status400BadRequest, "This is not an event.");

    /// <summary>No secret, or a wrong one. Probation is right: what this hook delivers is not taken until it is mended.</summary>
    public static DeliveryResponse WrongSecret { get; } = new(StatusCodes.Status401Unauthorized, "The secret is not this hook's.");

    /// <summary>A hook is known before it is created, so this one was deleted, or never was: disabled at once is right.</summary>
    public static DeliveryResponse Unknown { get; } = new(StatusCodes.Status410Gone, "There is no such hook.");

    /// <summary>More than Azure DevOps sends (2 MB), so it did not send it.</summary>
    public static DeliveryResponse TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "An event has at most 2 MB.");

    /// <summary>Too many at once, or the store does not answer: it is to come again.</summary>
    public static DeliveryResponse Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "Busy. Send it again.");
}
