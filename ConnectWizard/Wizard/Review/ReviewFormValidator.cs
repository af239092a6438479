using ConnectWizard.Components;
using ConnectWizard.Repositories;
using FluentValidation;

namespace ConnectWizard.Wizard.Review;

/// <summary>Judges the review without asking the server: whether the branch is there is found out apart.</summary>
public sealed class ReviewFormValidator : AbstractValidator<ReviewForm>
{
    private static readonly TextResource Words = new("ConnectWizard.Wizard.Review.ReviewFormValidator");

    public ReviewFormValidator()
    {
        RuleFor(form => form.ProfileName).Cascade(CascadeMode.Stop)
            .Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage(_ => Words.Get("NameMissing"))
            .Must(name => name.Trim().Length <= ReviewForm.MaximumNameLength).WithMessage(_ => Words.Get("NameTooLong"))
            .Must(name => !name.Any(char.IsControl)).WithMessage(_ => Words.Get("NameControl"));
        RuleFor(form => form.Branch).Cascade(CascadeMode.Stop)
            .Must(branch => BranchName.Clean(branch).Length > 0).WithMessage(_ => Words.Get("BranchMissing"))
            .Must(branch => BranchName.IsWellFormed(BranchName.Clean(branch))).WithMessage(_ => Words.Get("BranchMalformed"));
    }
}
