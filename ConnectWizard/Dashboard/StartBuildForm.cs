using ConnectWizard.Components;
using ConnectWizard.Repositories;
using FluentValidation;

namespace ConnectWizard.Dashboard;

/// <summary>What is to be built by hand, as typed.</summary>
public sealed class StartBuildForm
{
    public string Branch { get; set; } = "";
}

/// <summary>Judges it without asking the server.</summary>
public sealed class StartBuildFormValidator : AbstractValidator<StartBuildForm>
{
    private static readonly TextResource Words = new("ConnectWizard.Dashboard.StartBuild");

    public StartBuildFormValidator() =>
        RuleFor(form => form.Branch).Cascade(CascadeMode.Stop)
            .Must(branch => BranchName.Clean(branch).Length > 0).WithMessage(_ => Words.Get("BranchMissing"))
            .Must(branch => BranchName.IsWellFormed(BranchName.Clean(branch))).WithMessage(_ => Words.Get("BranchMalformed"));
}
