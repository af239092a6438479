using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Connections.Forms;

namespace ConnectWizard.Accounts;

/// <summary>An application identity as somebody enters it. Secrets are cleared once it is stored; a certificate's bytes are kept here alone.</summary>
public sealed class IdentityForm
{
    /// <summary>In characters: more than a certificate with its chain and key takes. A circuit's message holds it, whatever characters they are.</summary>
    public const int MaxPasteLength = 10_000;

    private const string OfferedPrefix = "offered:";

    private byte[] _content = [];

    /// <summary>A kind that is entered, or <c>offered:</c> with the name of one that the operator offers.</summary>
    public string Kind { get; set; } = nameof(IdentityKind.Secret);

    public string Tenant { get; set; } = "";

    public string Client { get; set; } = "";

    public string Secret { get; set; } = "";

    /// <summary>When the client secret ends.</summary>
    public ExpiryForm Expiry { get; } = new();

    /// <summary>Whose it is, for the validator alone; <see cref="TakeCertificate(byte[], DateTimeOffset)"/> sets it.</summary>
    public ApplicationCertificate? Certificate { get; private set; }

    public CertificateFault? Fault { get; private set; }

    public string Password { get; private set; } = "";

    public bool HasContent => _content.Length > 0 || Fault is not null;

    public bool IsSecret => Kind == nameof(IdentityKind.Secret);

    public bool IsCertificate => Kind == nameof(IdentityKind.Certificate);

    /// <summary>The name of the operator's identity that is picked; null where one is entered.</summary>
    public string? Offered => Kind.StartsWith(OfferedPrefix, StringComparison.Ordinal) ? Kind[OfferedPrefix.Length..] : null;

    public static string KindOf(OfferedIdentity identity) => OfferedPrefix + identity.Name;

    /// <summary>Takes a pasted one. The browser cuts what is longer, so a text of that length is refused as such.</summary>
    public void TakeCertificate(string text, DateTimeOffset now)
    {
        if (text.Length >= MaxPasteLength)
            RefuseCertificate();
        else
            TakeCertificate(Encoding.UTF8.GetBytes(text.Trim()), now);
    }

    /// <summary>It is too large.</summary>
    public void RefuseCertificate() => (Certificate, Fault, _content) = (null, CertificateFault.TooLarge, []);

    public void TakeCertificate(byte[] content, DateTimeOffset now)
    {
        (_content, Certificate, Fault) = (content, null, null);
        Read(now);
    }

    public void TakePassword(string password, DateTimeOffset now)
    {
        Password = password;
        Read(now);
    }

    public ApplicationCredential ToCredential() => new(
        IsCertificate ? IdentityKind.Certificate : IdentityKind.Secret, ToTenant(), ToClient(),
        IsCertificate ? Certificate!.Pem : new Secret(ToSecret()))
    {
        Expiry = Expiry.ToExpiry(),
    };

    /// <summary>The tenant without what was pasted around it.</summary>
    public string ToTenant() => IdentityTenant.Clean(Tenant);

    public string ToClient() => IdentityTenant.CleanId(Client);

    public string ToSecret() => TokenText.Trim(Secret);

    /// <summary>Forgets what proves the identity.</summary>
    public void Clear() => (Secret, Password, Certificate, Fault, _content) = ("", "", null, null, []);

    private void Read(DateTimeOffset now)
    {
        if (_content.Length == 0)
            return;
        Fault = ApplicationCertificate.TryRead(_content, Password, now, out var certificate);
        Certificate = certificate;
    }
}
