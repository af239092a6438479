using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Wizard.Review;

public abstract class ReviewStepContext : StepContext
{
    private protected static readonly RepositoryChoice Rover = new(RepositorySamples.Id("rover"), "rover", RepositorySamples.Id("Mars"), "Mars", "main");
    private protected readonly TaskCompletionSource<Result<BuildProfile>> _storing = new();

    private protected ReviewStepContext()
    {
        Gateway.Branches = (filter, _) => Scripted.ApiResponse<IReadOnlyList<Branch>>(
            [.. new[] { "main", "release/1.0", "Feature" }.Where(name => filter is null || name.Contains(filter, StringComparison.Ordinal)).Select(name => new Branch(name))]);
        Gateway.WebhookRight = (projects, _) => Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(projects.ToDictionary(project => project, _ => true));
        CreationGives(_storing.Task);
    }

    private protected void RightIs(bool? isAllowed) => Gateway.WebhookRight = (projects, _) => isAllowed is { } allowed
        ? Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(projects.ToDictionary(project => project, _ => allowed))
        : Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(ProblemCode.WebhooksUnknown);

    private protected async Task CreateAsync(IRenderedComponent<ReviewStep> step)
    {
        _storing.SetResult(NewProfile("rover"));
        await step.ClickAsync("[data-testid=review-create]");
    }

    private protected Task<IRenderedComponent<ReviewStep>> ShowReviewAsync(Func<ConnectionDraft, ConnectionDraft>? change = null) =>
        ShowAsync<ReviewStep>(draft => (change ?? (same => same))(draft with { Repository = Rover }));

    private protected BuildProfile NewProfile(string name) =>
        Create(name).Profile;

    private protected ProfileCreation Create(string name, Func<ConnectionDraft, ConnectionDraft>? change = null)
    {
        var draft = Draft with { Repository = Rover, Review = new ReviewAnswers(name, "main", TriggerPush: true, TriggerPullRequest: false) };
        return ProfileCreation.Of(change?.Invoke(draft) ?? draft, default).Value!;
    }

    private protected static string? Value(IRenderedComponent<ReviewStep> step, string testId) => step.Part(testId).GetAttribute("value");
}
