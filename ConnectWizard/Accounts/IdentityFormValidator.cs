using ConnectWizard.Components;
using ConnectWizard.Connections.Forms;
using FluentValidation;

namespace ConnectWizard.Accounts;

/// <summary>Validates an application identity without asking Microsoft Entra.</summary>
public sealed class IdentityFormValidator : AbstractValidator<IdentityForm>
{
    private const int MaxSecretLength = 512;
    private static readonly TextResource Texts = new("ConnectWizard.Accounts.IdentityFormValidator");

    public IdentityFormValidator()
    {
        When(form => form.Offered is null, () =>
        {
            RuleFor(form => form.Tenant).Cascade(CascadeMode.Stop)
                .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(_ => Texts.Get("Tenant.Missing"))
                .Must((form, _) => !IdentityTenant.IsForSeveral(form.ToTenant())).WithMessage(form => Texts.Get("Tenant.Several").Replace("{0}", form.ToTenant(), StringComparison.Ordinal))
                .Must((form, _) => IdentityTenant.IsValid(form.ToTenant())).WithMessage(_ => Texts.Get("Tenant.Unusable"));
            RuleFor(form => form.Client).Cascade(CascadeMode.Stop)
                .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(_ => Texts.Get("Client.Missing"))
                .Must((form, text) => Guid.TryParseExact(form.ToClient(), "D", out _)).WithMessage(_ => Texts.Get("Client.Unusable"));
        });
        When(form => form.IsSecret, () => RuleFor(form => form.Secret).Cascade(CascadeMode.Stop)
            .Must((form, _) => form.ToSecret().Length > 0).WithMessage(_ => Texts.Get("Secret.Missing"))
            .Must((form, text) => !Guid.TryParse(form.ToSecret(), out _)).WithMessage(_ => Texts.Get("Secret.Id"))
            .Must((form, _) => form.ToSecret().Length <= MaxSecretLength && form.ToSecret().All(letter => letter is > ' ' and <= '~')).WithMessage(_ => Texts.Get("Secret.Unusable")));
        When(form => form.IsSecret, () => RuleFor(form => form.Expiry).IsExpiry());
        When(form => form.IsCertificate, () =>
        {
            RuleFor(form => form.Certificate).Cascade(CascadeMode.Stop)
                .Must((form, _) => form.HasContent).WithMessage(_ => Texts.Get("Certificate.Missing"))
                .Must((form, _) => form.Fault is null or CertificateFault.Password).WithMessage(form => Texts.Get($"Certificate.{form.Fault}"));
            RuleFor(form => form.Password)
                .Must((form, _) => form.Fault != CertificateFault.Password).WithMessage(form => Texts.Get(form.Password.Length == 0 ? "Password.Missing" : "Password.Wrong"));
        });
    }
}
