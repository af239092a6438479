namespace ConnectWizard.Demo;

/// <summary>A build request as the demo's build system got it. The clone token is not kept.</summary>
/// <param name="Id">The event's id; the same when it is sent again.</param>
/// <param name="At">When it came.</param>
/// <param name="IsGenuine">Whether its signature is right.</param>
/// <param name="Times">How often it came.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="Repository">Project and repository.</param>
/// <param name="Ref">What to fetch.</param>
/// <param name="Commit">What to build.</param>
/// <param name="Cause">Why.</param>
/// <param name="Title">The commit's or the pull request's.</param>
/// <param name="Author">Whose.</param>
internal sealed record DemoBuild(
    string Id,
    DateTimeOffset At,
    bool IsGenuine,
    int Times,
    string? Profile,
    string? Repository,
    string? Ref,
    string? Commit,
    string? Cause,
    string? Title,
    string? Author);
