using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using FluentValidation;

namespace ConnectWizard.Wizard.Review;

/// <summary>Validates the review without asking the server; whether the branch exists is checked apart.</summary>
public sealed class ReviewFormValidator : AbstractValidator<ReviewForm>
{
    private static readonly TextResource Texts = new("ConnectWizard.Wizard.Review.ReviewFormValidator");

    public ReviewFormValidator()
    {
        RuleFor(form => form.ProfileName).Cascade(CascadeMode.Stop)
            .Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage(_ => Texts.Get("NameMissing"))
            .Must(name => name.Trim().Length <= ReviewForm.MaximumNameLength).WithMessage(_ => Texts.Get("NameTooLong"))
            .Must(name => !DisplayText.HasUnshowable(name)).WithMessage(_ => Texts.Get("NameControl"));
        RuleFor(form => form.Branch).Cascade(CascadeMode.Stop)
            .Must(branch => BranchName.Clean(branch).Length > 0).WithMessage(_ => Texts.Get("BranchMissing"))
            .Must(branch => BranchName.IsWellFormed(BranchName.Clean(branch))).WithMessage(_ => Texts.Get("BranchMalformed"));
    }
}
