using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Demo;

/// <summary>What the demo's build system received, live. The page exists in the demo only.</summary>
public sealed partial class DemoBuildsPage : IDisposable
{
    private const int MaxShown = 50;
    private DemoBuilds? _builds;

    [Inject]
    public required IServiceProvider Services { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<DemoBuildsPage> Text { get; init; }

    public void Dispose()
    {
        if (_builds is not null)
            _builds.Changed -= Show;
    }

    protected override void OnInitialized()
    {
        _builds = Services.GetService<DemoBuilds>();
        if (_builds is null)
            Navigation.NotFound();
        else
            _builds.Changed += Show;
    }

    private static string? ShortCommitOf(DemoBuild build) => build.Commit is { Length: > 8 } commit ? commit[..8] : build.Commit;

    private static string CauseOf(DemoBuild build) => build.Cause switch
    {
        "push" => "Cause.Push",
        "pullRequest" => build.IsFork ? "Cause.PullRequest.Fork" : "Cause.PullRequest",
        _ => "Cause.Manual",
    };

    private void Show(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
