using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Connections;

public sealed partial class ProblemView
{
    private ProblemText _words = new("", "", "");

    [Parameter]
    [EditorRequired]
    public Problem? Problem { get; set; }

    /// <summary>Doesn't stop the person.</summary>
    [Parameter]
    public bool IsWarning { get; set; }

    /// <summary>False where the evidence is shown elsewhere.</summary>
    [Parameter]
    public bool ShowEvidence { get; set; } = true;

    /// <summary>What can be done here: a button, a link.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override void OnParametersSet() => _words = Problem is null ? _words : ProblemText.For(Problem);
}
