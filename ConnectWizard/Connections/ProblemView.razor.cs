using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Connections;

/// <summary>A problem as people read it: what happened, why it probably did, what mends it, and who can.</summary>
public sealed partial class ProblemView
{
    private ProblemText _words = new("", "", "");

    [Parameter]
    [EditorRequired]
    public Problem? Problem { get; set; }

    /// <summary>Shown as something to look at, not as something that stops.</summary>
    [Parameter]
    public bool IsWarning { get; set; }

    /// <summary>False where the evidence already stands beside it.</summary>
    [Parameter]
    public bool ShowEvidence { get; set; } = true;

    /// <summary>What can be done right here: a button, a link.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override void OnParametersSet() => _words = Problem is null ? _words : ProblemText.For(Problem);
}
