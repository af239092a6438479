using ConnectWizard.Workers;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>Wakes the hand-over: a build was requested.</summary>
public sealed class DispatchLoop : WorkerLoop;
