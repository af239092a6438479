using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>An application identity as somebody enters it. Secrets are cleared once it is stored; a certificate's bytes are kept here alone.</summary>
public sealed class IdentityForm
{
    private const string OfferedPrefix = "offered:";

    private byte[] _content = [];

    /// <summary>A kind that is entered, or <c>offered:</c> with the name of one that the operator offers.</summary>
    public string Kind { get; set; } = nameof(IdentityKind.Secret);

    public string Tenant { get; set; } = "";

    public string Client { get; set; } = "";

    public string Secret { get; set; } = "";

    /// <summary>Whose it is, for the validator alone; <see cref="TakeCertificate(byte[], DateTimeOffset)"/> sets it.</summary>
    public ApplicationCertificate? Certificate { get; private set; }

    public CertificateFault? Fault { get; private set; }

    public string Password { get; private set; } = "";

    public bool HasContent => _content.Length > 0;

    public bool IsSecret => Kind == nameof(IdentityKind.Secret);

    public bool IsCertificate => Kind == nameof(IdentityKind.Certificate);

    /// <summary>The name of the operator's identity that is picked; null where one is entered.</summary>
    public string? Offered => Kind.StartsWith(OfferedPrefix, StringComparison.Ordinal) ? Kind[OfferedPrefix.Length..] : null;

    public static string KindOf(OfferedIdentity identity) => OfferedPrefix + identity.Name;

    public void TakeCertificate(string text, DateTimeOffset now) => TakeCertificate(Encoding.UTF8.GetBytes(text.Trim()), now);

    public void TakeCertificate(byte[] content, DateTimeOffset now)
    {
        _content = content;
        Read(now);
    }

    public void TakePassword(string password, DateTimeOffset now)
    {
        Password = password;
        Read(now);
    }

    public ApplicationCredential ToCredential() => new(
        IsCertificate ? IdentityKind.Certificate : IdentityKind.Secret, Tenant.Trim(), Client.Trim(),
        IsCertificate ? Certificate!.Pem : new Secret(Secret.Trim()));

    /// <summary>Forgets what proves the identity.</summary>
    public void Clear() => (Secret, Password, Certificate, Fault, _content) = ("", "", null, null, []);

    private void Read(DateTimeOffset now)
    {
        (Certificate, Fault) = (null, null);
        if (!HasContent)
            return;
        Fault = ApplicationCertificate.TryRead(_content, Password, now, out var certificate);
        Certificate = certificate;
    }
}
