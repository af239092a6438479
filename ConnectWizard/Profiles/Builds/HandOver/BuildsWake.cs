using ConnectWizard.Connections;

namespace ConnectWizard.Profiles.Builds.HandOver;

/// <summary>Wakes the hand-over: a build was requested.</summary>
public sealed class BuildsWake : Wake;
