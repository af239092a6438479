using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Components;

/// <summary>A page's first heading and its title in the browser, with what stands beside them.</summary>
public sealed partial class PageHeader
{
    [Parameter]
    [EditorRequired]
    public required string Title { get; set; }

    /// <summary>The title in the browser, where it says more than the heading.</summary>
    [Parameter]
    public string? DocumentTitle { get; set; }

    /// <summary>One sentence below the heading.</summary>
    [Parameter]
    public string? Lead { get; set; }

    /// <summary>Breadcrumbs.</summary>
    [Parameter]
    public RenderFragment? Above { get; set; }

    /// <summary>Chips beside the heading.</summary>
    [Parameter]
    public RenderFragment? Status { get; set; }

    /// <summary>The page's main action, at the right.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>It takes the place of another in the same circuit, as a wizard's step does: the script moves the focus to it, so that it is read and the next Tab is in the step.</summary>
    [Parameter]
    public bool TakesFocus { get; set; }
}
