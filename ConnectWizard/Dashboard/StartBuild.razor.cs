using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Dashboard;

/// <summary>Starts a build of a branch's newest commit.</summary>
public sealed partial class StartBuild
{
    private static readonly StartBuildFormValidator Rules = new();
    private readonly StartBuildForm _form = new();
    private readonly EditContext _editContext;
    private FluentValidator<StartBuildForm>? _validator;
    private ProfileId? _filledFor;
    private string _message = "";
    private Problem? _problem;

    public StartBuild() => _editContext = new EditContext(_form);

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>A build was requested.</summary>
    [Parameter]
    public EventCallback Started { get; set; }

    protected override void OnParametersSet()
    {
        // Once for each profile: the page renders at each event, which must not replace what somebody types.
        if (_filledFor != Profile.Id)
            (_filledFor, _form.Branch, _message, _problem) = (Profile.Id, Profile.Branch, "", null);
    }

    private async Task StartAsync()
    {
        (_message, _problem) = ("", null);
        if (IsDisabled || !_editContext.Validate())
            return;
        await WhileBusyAsync(async () =>
        {
            var branch = BranchName.Clean(_form.Branch);
            Show(branch, await Builds.StartAsync(await Browser.GetActorAsync(CancellationToken), Profile, branch, CancellationToken));
            await Started.InvokeAsync();
        });
    }

    private void Show(string branch, Result<BuildRequest> started)
    {
        if (started.Succeeded)
        {
            _message = Text["Started", branch, started.Value.Commit.Abbreviated];
        }
        else if (started.Problem.Code == ProblemCode.BranchUnknown)
        {
            var text = ProblemText.For(started.Problem);
            _validator?.Show(nameof(StartBuildForm.Branch), $"{text.What} {text.Repair}");
        }
        else
        {
            _problem = started.Problem;
        }
    }
}

/// <summary>The branch to build, as typed.</summary>
public sealed class StartBuildForm
{
    public string Branch { get; set; } = "";
}

/// <summary>Validates the form without asking the server.</summary>
public sealed class StartBuildFormValidator : AbstractValidator<StartBuildForm>
{
    private static readonly TextResource Words = new("ConnectWizard.Dashboard.StartBuild");

    public StartBuildFormValidator() =>
        RuleFor(form => form.Branch).Cascade(CascadeMode.Stop)
            .Must(branch => BranchName.Clean(branch).Length > 0).WithMessage(_ => Words.Get("BranchMissing"))
            .Must(branch => BranchName.IsWellFormed(BranchName.Clean(branch))).WithMessage(_ => Words.Get("BranchMalformed"));
}
