using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Connections.Forms;
using FluentValidation;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>Judges what was typed for an organization as far as that goes without asking Azure DevOps.</summary>
public sealed class CloudFormValidator : AbstractValidator<CloudForm>
{
    private static readonly TextResource Words = new("ConnectWizard.Wizard.Cloud.CloudFormValidator");
    private static readonly TextResource NameWords = new("ConnectWizard.Connections.Forms.ServerFormValidator");

    /// <param name="asksToken">False where an account asks instead.</param>
    public CloudFormValidator(bool asksToken)
    {
        RuleFor(form => form.Name).Cascade(CascadeMode.Stop)
            .Must(name => !TokenText.LooksLikeToken(name)).WithMessage(_ => NameWords.Get("NameToken"))
            .Must(name => name.Trim().Length <= ServerForm.MaxNameLength).WithMessage(_ => NameWords.Get("NameTooLong"))
            .Must(name => !name.Any(char.IsControl)).WithMessage(_ => NameWords.Get("NameControl"));
        RuleFor(form => form.Organization).Cascade(CascadeMode.Stop)
            .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(_ => Words.Get("Missing"))
            .Must(text => !TokenText.LooksLikeToken(text)).WithMessage(_ => Words.Get("Token"))
            .Must(text => AddressParser.ParsePasted(text) is not ParsedServer).WithMessage(_ => Words.Get("Server"))
            .Must(text => AddressParser.ParsePasted(text) is not ParsedServices { Organization: null }).WithMessage(_ => Words.Get("Nameless"))
            .Must(text => OrganizationByName.Read(text) is not null).WithMessage(_ => Words.Get("Unusable"));
        if (asksToken)
        {
            RuleFor(form => form.Token).Custom((_, context) => Report(context, context.InstanceToValidate.ToToken().Problem))
                .Unless(form => form.HasKeptToken && form.Token.Length == 0);
        }
    }

    private static void Report(ValidationContext<CloudForm> context, Problem? problem)
    {
        if (problem is not null)
        {
            var words = ProblemText.For(problem);
            context.AddFailure(context.PropertyPath, $"{words.What} {words.Repair}");
        }
    }
}
