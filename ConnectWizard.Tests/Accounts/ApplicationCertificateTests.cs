using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>Certificates as people have them, and what is told at the form's fields where one can't be used.</summary>
public sealed class ApplicationCertificateTests
{
    private const string Password = "word";
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static TheoryData<string> Usable =>
    [
        "pem", "pem encrypted", "pfx", "pfx base64", "pfx without password", "pem utf-8 with mark", "pem utf-16", "pem utf-16 without mark", "pem in quotes", "pem on one line",
        "pem with an authority before", "pem of pkcs1", "pem of pkcs1 encrypted", "pem of pkcs1 encrypted with triple DES", "key before certificate", "pfx base64 in quotes",
    ];

    [Theory]
    [MemberData(nameof(Usable))]
    public void Each_form_is_read_to_pem_with_its_key_and_its_end(string form)
    {
        using var made = Make(365);
        var password = form.Contains("encrypted") || form.StartsWith("pfx", StringComparison.Ordinal) && !form.Contains("without password") ? Password : "";

        ApplicationCertificate.TryRead(ContentOf(made, form, password), password, Now, out var read).ShouldBeNull();

        var pem = read!.Pem.Reveal();
        using var again = X509Certificate2.CreateFromPem(pem, pem);
        (again.Thumbprint, again.HasPrivateKey).ShouldBe((made.Thumbprint, true));
        read.ExpiresAt.ShouldBe(new DateTimeOffset(made.NotAfter.ToUniversalTime()));
        read.ToString().ShouldNotContain("PRIVATE");
    }

    public static TheoryData<string, string, CertificateFault> Unusable => new()
    {
        { "pfx", "wrong", CertificateFault.Password },
        { "pfx", "", CertificateFault.Password },
        { "pem encrypted", "wrong", CertificateFault.Password },
        { "without key", "", CertificateFault.NoKey },
        { "der", "", CertificateFault.NoKey },
        { "der base64", "", CertificateFault.NoKey },
        { "pkcs7", "", CertificateFault.NoKey },
        { "key", "", CertificateFault.NoCertificate },
        { "key encrypted", "", CertificateFault.NoCertificate },
        { "key der", "", CertificateFault.NoCertificate },
        { "key of another", "", CertificateFault.Mismatch },
        { "pem of pkcs1 encrypted", "wrong", CertificateFault.Password },
        { "pem of pkcs1 encrypted", "", CertificateFault.Password },
        { "pem of pkcs1 in an unknown cipher", Password, CertificateFault.Unreadable },
        { "elliptic encrypted", Password, CertificateFault.WeakKey },
        { "pfx without key", Password, CertificateFault.NoKey },
        { "elliptic", "", CertificateFault.WeakKey },
        { "short", "", CertificateFault.WeakKey },
        { "expired", "", CertificateFault.Expired },
        { "text", "", CertificateFault.Unreadable },
        { "damaged", "", CertificateFault.Unreadable },
        { "pem that costs much", Password, CertificateFault.Unreadable },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void What_can_t_be_used_says_why_at_its_field(string form, string password, CertificateFault fault)
    {
        using var made = Make(form == "expired" ? -1 : 365, form);
        var model = new IdentityForm { Kind = nameof(Connections.IdentityKind.Certificate), Tenant = "contoso.example", Client = $"{Guid.NewGuid()}" };
        model.TakeCertificate(ContentOf(made, form, Password), Now);
        model.TakePassword(password, Now);

        model.Fault.ShouldBe(fault);
        var failure = new IdentityFormValidator().Validate(model).Errors.ShouldHaveSingleItem();
        failure.PropertyName.ShouldBe(fault == CertificateFault.Password ? nameof(IdentityForm.Password) : nameof(IdentityForm.Certificate));
        failure.ErrorMessage.Length.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_too_large_is_told_as_such_until_another_is_taken(bool isPasted)
    {
        using var made = Make(365);
        var model = new IdentityForm { Kind = nameof(Connections.IdentityKind.Certificate), Tenant = "contoso.example", Client = $"{Guid.NewGuid()}" };
        if (isPasted)
            model.TakeCertificate(new string('€', IdentityForm.MaxPasteLength), Now);
        else
            model.RefuseCertificate();
        model.TakePassword("word", Now);

        ErrorsOf(model).ShouldHaveSingleItem().ShouldContain("too large");

        model.TakeCertificate(Encoding.UTF8.GetString(ContentOf(made, "pem", "")), Now);
        ErrorsOf(model).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("organizations", "stands for several tenants")]
    [InlineData(" Common ", "stands for several tenants")]
    [InlineData("https://login.microsoftonline.com/consumers/v2.0", "stands for several tenants")]
    [InlineData("https://login.microsoftonline.com/", "neither the ID nor a domain")]
    [InlineData("contoso.example/../common", "neither the ID nor a domain")]
    [InlineData("", "Enter the tenant")]
    public void A_tenant_is_an_id_or_a_domain(string tenant, string words) =>
        ErrorsOf(new IdentityForm { Tenant = tenant, Client = $"{Guid.NewGuid()}", Secret = "abc~def" }).ShouldHaveSingleItem().ShouldContain(words);

    [Theory]
    [InlineData("", "Enter the client secret")]
    [InlineData("2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640", "secret ID")]
    [InlineData("two words", "one word")]
    public void A_secret_is_its_value(string secret, string words) =>
        ErrorsOf(new IdentityForm { Tenant = "contoso.example", Client = $"{Guid.NewGuid()}", Secret = secret }).ShouldHaveSingleItem().ShouldContain(words);

    [Theory]
    [InlineData("{2B1C7E6F-3D54-4A8E-9B0A-5C1F27D8E640}", "2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640")]
    [InlineData("2b1c7e6f3d544a8e9b0a5c1f27d8e640", "2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640")]
    [InlineData("\u200b\"2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640\"\ufeff", "2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640")]
    [InlineData("https://login.microsoftonline.com/2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640/v2.0", "2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640")]
    [InlineData("https://sts.windows.net/2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640/", "2b1c7e6f-3d54-4a8e-9b0a-5c1f27d8e640")]
    [InlineData("login.microsoftonline.com/contoso.example", "contoso.example")]
    [InlineData("https://contoso.example", "contoso.example")]
    [InlineData("“contoso.example”", "contoso.example")]
    public void What_is_pasted_around_a_tenant_is_left_out(string typed, string tenant)
    {
        var form = new IdentityForm { Tenant = typed, Client = $"'{Guid.NewGuid():N}'", Secret = " \"abc~def.\"\u200b" };

        ErrorsOf(form).ShouldBeEmpty();
        var credential = form.ToCredential();
        (credential.Tenant, credential.Proof.Reveal(), Guid.TryParseExact(credential.ClientId, "D", out _)).ShouldBe((tenant, "abc~def.", true));
    }

    [Fact]
    public void What_the_operator_offers_needs_nothing_more() => ErrorsOf(new IdentityForm { Kind = "offered:Build machine" }).ShouldBeEmpty();

    public static TheoryData<string, string, string> Misconfigured => new()
    {
        { "Kind", "Secret", "Identities:0:Kind" },
        { "Tenant", "common", "Identities:0:Tenant" },
        { "ClientId", "builder", "Identities:0:ClientId" },
        { "AssertionFile", "", "Identities:0:AssertionFile" },
        { "Name", "", "Identities:0:Name" },
        { "Organizations", "not an organization", "Identities:0:Organizations" },
        { "Instance", "http://login.microsoftonline.com", "Instance" },
        { "Instance", "https://login.microsoftonline.com/common", "Instance" },
    };

    [Theory]
    [MemberData(nameof(Misconfigured))]
    public void Errors_of_configuration_are_told_with_their_key(string key, string value, string named)
    {
        var entry = new IdentityEntry { Name = "One", Kind = "Federated", Tenant = "contoso.example", ClientId = $"{Guid.NewGuid()}", AssertionFile = "/token" };
        entry.Organizations.Add(key == "Organizations" ? value : "contoso");
        typeof(IdentityEntry).GetProperty(key)?.SetMethod?.Invoke(entry, [value]);
        var options = new IdentityOptions { Identities = { entry } };
        options.Instance = key == "Instance" ? value : options.Instance;

        new ValidateIdentityOptions().Validate(null, options).Failures!.ShouldHaveSingleItem().ShouldStartWith($"AzureDevOps:Cloud:{named}: ");
    }

    private static IEnumerable<string> ErrorsOf(IdentityForm form) => new IdentityFormValidator().Validate(form).Errors.Select(error => error.ErrorMessage);

    private static X509Certificate2 Make(int days, string form = "")
    {
        var (from, to) = (Now.AddDays(-30), Now.AddDays(days));
        if (form.StartsWith("elliptic", StringComparison.Ordinal))
        {
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return new CertificateRequest("CN=Elliptic", curve, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);
        }

        using var key = form == "short" ? RSA.Create(1024) : SharedRsa.Open();
        return new CertificateRequest("CN=Builder", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, to);
    }

    private static byte[] ContentOf(X509Certificate2 made, string form, string password)
    {
        var certificate = made.ExportCertificatePem();
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)made.GetRSAPrivateKey() ?? made.GetECDsaPrivateKey()!;
        using var another = RSA.Create(2048);
        return form switch
        {
            "pfx" => made.Export(X509ContentType.Pfx, password),
            "pfx without password" => made.Export(X509ContentType.Pfx),
            "pfx base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(made.Export(X509ContentType.Pfx, password), Base64FormattingOptions.InsertLineBreaks)),
            "pfx without key" => X509CertificateLoader.LoadCertificate(made.RawData).Export(X509ContentType.Pfx, password),
            "pem encrypted" => Encoding.ASCII.GetBytes($"{certificate}\n{key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))}"),
            "pem that costs much" => Encoding.ASCII.GetBytes($"{certificate}\n{key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 300_001))}"),
            "without key" => Encoding.ASCII.GetBytes(certificate),
            "key of another" => Encoding.ASCII.GetBytes($"{certificate}\n{another.ExportPkcs8PrivateKeyPem()}"),
            "elliptic encrypted" => ContentOf(made, "pem encrypted", password),
            "der" => made.RawData,
            "der base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(made.RawData)),
            "pkcs7" => new X509Certificate2Collection(made).Export(X509ContentType.Pkcs7)!,
            "key" => Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()),
            "key encrypted" => Encoding.ASCII.GetBytes(key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))),
            "key der" => key.ExportPkcs8PrivateKey(),
            "key before certificate" => Encoding.ASCII.GetBytes($"{key.ExportPkcs8PrivateKeyPem()}\n{certificate}"),
            "pem utf-8 with mark" => [0xEF, 0xBB, 0xBF, .. ContentOf(made, "pem", "")],
            "pem utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.ASCII.GetString(ContentOf(made, "pem", "")))],
            "pem utf-16 without mark" => Encoding.BigEndianUnicode.GetBytes(Encoding.ASCII.GetString(ContentOf(made, "pem", ""))),
            "pem in quotes" => Encoding.UTF8.GetBytes($"“{Encoding.ASCII.GetString(ContentOf(made, "pem", "")).Trim()}”"),
            "pem on one line" => Encoding.ASCII.GetBytes($"\"{Encoding.ASCII.GetString(ContentOf(made, "pem", "")).ReplaceLineEndings("\\r\\n")}\""),
            "pem with an authority before" => Encoding.ASCII.GetBytes($"{Make(365, "short").ExportCertificatePem()}\n{Encoding.ASCII.GetString(ContentOf(made, "pem", ""))}"),
            "pem of pkcs1" => Encoding.ASCII.GetBytes($"{certificate}\n{((RSA)key).ExportRSAPrivateKeyPem()}"),
            "pem of pkcs1 encrypted" => LegacyOf(made, "AES-256-CBC"),
            "pem of pkcs1 encrypted with triple DES" => LegacyOf(made, "DES-EDE3-CBC"),
            "pem of pkcs1 in an unknown cipher" => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(LegacyOf(made, "AES-256-CBC")).Replace("AES-256-CBC", "RC2-CBC")),
            "pfx base64 in quotes" => [.. "\""u8, .. ContentOf(made, "pfx base64", password), .. "\"\n"u8],
            "text" => "hello"u8.ToArray(),
            "damaged" => Encoding.ASCII.GetBytes($"{certificate[..200]}\n{key.ExportPkcs8PrivateKeyPem()}"),
            _ => Encoding.ASCII.GetBytes($"{certificate}\n{key.ExportPkcs8PrivateKeyPem()}"),
        };
    }

#pragma warning disable CA5350, CA5351 // The form is what it is.
    /// <summary>As <c>openssl rsa -aes256</c> and <c>-des3</c> of old write it.</summary>
    private static byte[] LegacyOf(X509Certificate2 made, string cipher)
    {
        using SymmetricAlgorithm algorithm = cipher.StartsWith("AES", StringComparison.Ordinal) ? Aes.Create() : TripleDES.Create();
        var (salt, size) = (algorithm.IV[..8], algorithm is Aes ? 32 : 24);
        byte[] secret = [.. Encoding.UTF8.GetBytes(Password), .. salt];
        var first = MD5.HashData(secret);
        byte[] second = MD5.HashData([.. first, .. secret]);
        algorithm.Key = [.. first, .. second[..(size - 16)]];
        using var key = made.GetRSAPrivateKey()!;
        var content = Convert.ToBase64String(algorithm.EncryptCbc(key.ExportRSAPrivateKey(), algorithm.IV), Base64FormattingOptions.InsertLineBreaks);
        return Encoding.ASCII.GetBytes(
            $"{made.ExportCertificatePem()}\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: {cipher},{Convert.ToHexString(algorithm.IV)}\n\n{content}\n-----END RSA PRIVATE KEY-----\n");
    }
#pragma warning restore CA5350, CA5351
}
