using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Wizard.Review;

/// <summary>The webhooks that will be created: for which events, in which project, with whose rights, and which address they call.</summary>
public sealed partial class HooksToCreate
{
    private static readonly string[] OfPullRequests = ["PullRequestCreated", "PullRequestUpdated", "PullRequestMerged"];

    [Parameter]
    [EditorRequired]
    public required ReviewForm Form { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Project { get; set; }

    /// <summary>The account of the connection, as Azure DevOps shows it.</summary>
    [Parameter]
    [EditorRequired]
    public required string Account { get; set; }

    [Inject]
    public required IPublicEndpoint Address { get; init; }

    [Inject]
    public required IOptions<ShellOptions> Shell { get; init; }

    [Inject]
    public required IStringLocalizer<HooksToCreate> Text { get; init; }

    private IEnumerable<string> Kinds => [.. Form.TriggerPush ? ["Push"] : Array.Empty<string>(), .. Form.TriggerPullRequest ? OfPullRequests : []];

    private Uri Called => Address.Current;
}
