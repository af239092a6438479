using ConnectWizard.Builds;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>Asks for a build of a branch's newest commit, and says where builds go.</summary>
public sealed partial class StartBuild : IDisposable
{
    private static readonly StartBuildFormValidator Rules = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly StartBuildForm _form = new();
    private readonly EditContext _editContext;
    private FluentValidator<StartBuildForm>? _validator;
    private ProfileId? _filledFor;
    private bool _isStarting;
    private string _message = "";
    private Problem? _problem;

    public StartBuild() => _editContext = new EditContext(_form);

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>A build was asked for: the page looks again.</summary>
    [Parameter]
    public EventCallback Started { get; set; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required IBuilds Builds { get; init; }

    [Inject]
    public required DemoLinks DemoLinks { get; init; }

    [Inject]
    public required IStringLocalizer<StartBuild> Text { get; init; }

    private bool IsDisabled => _isStarting || !RendererInfo.IsInteractive;

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    protected override void OnParametersSet()
    {
        // Once: the page renders at each event, and what somebody is typing stays.
        if (_filledFor != Profile.Id)
            (_filledFor, _form.Branch, _message, _problem) = (Profile.Id, Profile.Branch, "", null);
    }

    private void Leave() => _editContext.NotifyFieldChanged(_editContext.Field(nameof(StartBuildForm.Branch)));

    private async Task StartAsync()
    {
        (_message, _problem) = ("", null);
        if (IsDisabled || !_editContext.Validate())
            return;

        _isStarting = true;
        try
        {
            var branch = BranchName.Clean(_form.Branch);
            Show(branch, await Builds.StartAsync(await Browser.GetActorAsync(_cancellation.Token), Profile, branch, _cancellation.Token));
            await Started.InvokeAsync();
        }
        finally
        {
            _isStarting = false;
        }
    }

    private void Show(string branch, Result<BuildRequest> started)
    {
        if (started.Succeeded)
        {
            _message = Text["Started", branch, started.Value.Commit[..BuildRows.ShortCommit]];
        }
        else if (started.Problem.Code == ProblemCode.BranchUnknown)
        {
            var words = ProblemText.For(started.Problem);
            _validator?.Show(nameof(StartBuildForm.Branch), $"{words.What} {words.Repair}");
        }
        else
        {
            _problem = started.Problem;
        }
    }
}
