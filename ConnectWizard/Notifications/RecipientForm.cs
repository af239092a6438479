using ConnectWizard.Components;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Notifications;

/// <summary>An address to be notified, as typed.</summary>
public sealed class RecipientForm
{
    public string Address { get; set; } = "";

    /// <summary>The address that could not be added, and why.</summary>
    internal (string Address, AddRecipientResult Reason)? Refused { get; set; }

    public string ToAddress() => Address.Trim();
}

/// <summary>A mail address in a domain of <c>Mail:AllowedDomains</c>.</summary>
public sealed class RecipientFormValidator : AbstractValidator<RecipientForm>
{
    private static readonly TextResource Texts = new("ConnectWizard.Notifications.RecipientForm");

    public RecipientFormValidator(IOptions<MailOptions> mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        RuleFor(form => form.Address).Cascade(CascadeMode.Stop)
            .Must((form, _) => form.ToAddress().Length > 0).WithMessage(_ => Texts.Get("Missing"))
            .Must((form, _) => MailOptions.IsAddress(form.ToAddress())).WithMessage(_ => Texts.Get("Unusable"))
            .Must((form, _) => mail.Value.Allows(form.ToAddress())).WithMessage(_ => Texts.Fill("Domain", ("domains", string.Join(", ", mail.Value.Domains)))!)
            .Must((form, _) => form.Refused?.Address != form.ToAddress()).WithMessage(form => Texts.Get($"Refused.{form.Refused!.Value.Reason}"));
    }
}
