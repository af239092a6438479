using AngleSharp.Dom;
using Bunit;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Shouldly;
using static ConnectWizard.Repositories.RepositorySamples;

namespace ConnectWizard.Wizard.RepositoryPicker;

public abstract class RepositoryStepContext : StepContext
{
    private protected readonly RepositoryFeed _feed = new();

    private protected RepositoryStepContext()
    {
        Gateway.Repositories = _ => Scripted.Stream(
            Repository("Mars", "rover"),
            Repository("Mars", "lander") with { IsDisabled = true },
            Repository("Orbit", "relay") with { DefaultBranch = null },
            Repository("Orbit", "antenna") with { IsInMaintenance = true });
        Gateway.Git = (_, _, _) => Scripted.ApiResponse(new GitAnswer(3, []));
        Gateway.WebhookRight = (_, _) => Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(ProblemCode.WebhooksUnknown);
    }

    /// <summary>Returns when the step, which watches since before this, has been told.</summary>
    private protected static async Task GoAwayAsync(IRenderedComponent<RepositoryStep> step, CircuitConnectionMonitor monitor)
    {
        var gone = new TaskCompletionSource();
        using var watch = monitor.OnChanged(_ =>
        {
            gone.SetResult();
            return Task.CompletedTask;
        });
        await monitor.OnConnectionDownAsync(null!, Xunit.TestContext.Current.CancellationToken);
        await gone.Task.WaitAsync(Xunit.TestContext.Current.CancellationToken);
        await step.InvokeAsync(() => { });
    }

    private protected async Task<IRenderedComponent<RepositoryStep>> ShowListAsync(Func<ConnectionDraft, ConnectionDraft>? change = null)
    {
        var step = await ShowAsync<RepositoryStep>(change);
        await step.WaitForAssertionAsync(() => step.Part("repo-count").GetAttribute("data-complete").ShouldBe("true"));
        return step;
    }

    private protected static IReadOnlyList<IElement> Rows(IRenderedComponent<RepositoryStep> step) => step.FindAll("[data-testid=repo-row]");

    private protected static Task ClickRowAsync(IRenderedComponent<RepositoryStep> step, string name) => step.ClickAsync($"[data-testid=repo-row][data-repo='{name}']");

    private protected static IElement Row(IRenderedComponent<RepositoryStep> step, string name) => step.Find($"[data-testid=repo-row][data-repo='{name}']");
}
