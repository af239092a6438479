using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Connections.Forms;
using FluentValidation;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>Validates what was typed for an organization without asking Azure DevOps.</summary>
public sealed class CloudFormValidator : AbstractValidator<CloudForm>
{
    private static readonly TextResource Texts = new("ConnectWizard.Wizard.Cloud.CloudFormValidator");
    private static readonly TextResource NameTexts = new("ConnectWizard.Connections.Forms.ServerFormValidator");

    /// <param name="asksToken">False where an account asks instead.</param>
    public CloudFormValidator(bool asksToken)
    {
        RuleFor(form => form.Name).Cascade(CascadeMode.Stop)
            .Must(name => !TokenText.LooksLikeToken(name)).WithMessage(_ => NameTexts.Get("NameToken"))
            .Must(name => name.Trim().Length <= ServerForm.MaxNameLength).WithMessage(_ => NameTexts.Get("NameTooLong"))
            .Must(name => !DisplayText.HasUnshowable(name)).WithMessage(_ => NameTexts.Get("NameControl"));
        RuleFor(form => form.Organization).Cascade(CascadeMode.Stop)
            .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(_ => Texts.Get("Missing"))
            .Must(text => !TokenText.LooksLikeToken(text)).WithMessage(_ => Texts.Get("Token"))
            .Must((form, _) => form.Parsed is not ParsedServer).WithMessage(_ => Texts.Get("Server"))
            .Must((form, _) => form.Parsed is not ParsedForeign).WithMessage((form, _) => Foreign((ParsedForeign)form.Parsed))
            .Must((form, _) => form.Parsed is not ParsedServices { Organization: null }).WithMessage(_ => Texts.Get("Nameless"))
            .Must((form, _) => form.ByName is not null).WithMessage(_ => Texts.Get("Unusable"));
        if (asksToken)
        {
            RuleFor(form => form.Token).Custom((_, context) => context.AddFailure(context.InstanceToValidate.ToToken().Problem))
                .Unless(form => form.HasKeptToken && form.Token.Length == 0);
            RuleFor(form => form.Expiry).IsExpiry();
        }
    }

    private static string Foreign(ParsedForeign foreign) => Texts.Fill(foreign.IsForwarder ? "Forwarder" : "Provider", ("name", foreign.Name)) ?? "";
}
