using ConnectWizard.Connections;

namespace ConnectWizard.Webhooks.Receiving;

/// <summary>Wakes the processing: a delivery was stored.</summary>
public sealed class DeliveriesWake : Wake;
