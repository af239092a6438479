using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Wakes the processing: a delivery was stored.</summary>
public sealed class DeliveryLoop : WorkerLoop;
