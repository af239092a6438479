using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard.Help;

/// <summary>
/// One part of a help page, with an anchor that problems link to (<see cref="Connections.ProblemCatalog.HelpOf"/>). Its words are numbered texts of the page's
/// resource: <c>{id}</c> is the heading, <c>{id}.text.1</c> a paragraph, <c>{id}.step.1</c> a step,
/// <c>{id}.case.1</c> with <c>{id}.means.1</c> a case, <c>{id}.note.1</c> what is less important.
/// </summary>
public sealed partial class HelpSection
{
    /// <summary>The page's texts.</summary>
    [Parameter]
    [EditorRequired]
    public required IStringLocalizer Words { get; set; }

    /// <summary>The anchor. It is linked to from elsewhere: like a problem code it is not renamed.</summary>
    [Parameter]
    [EditorRequired]
    public required string Id { get; set; }

    /// <summary>What follows steps and cases, such as a block to copy.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>It is the one that the address names. The circuit puts new elements in the place of the prerendered, and <c>:target</c> does not survive that.</summary>
    private bool IsCurrent => Navigation.Uri.EndsWith($"#{Id}", StringComparison.Ordinal);

    private IEnumerable<string> Numbered(string kind) =>
        Enumerable.Range(1, 99).Select(number => Words[$"{Id}.{kind}.{number}"]).TakeWhile(text => !text.ResourceNotFound).Select(text => text.Value);
}
