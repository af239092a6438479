using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using ConnectWizard.Startup;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Keys;

public abstract class CertificateKeyTests(StoreProvider provider) : IDisposable
{
    private readonly StorePlace _place = StorePlace.On(provider);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("pfx", "")]
    [InlineData("pfx", "open sesame")]
    [InlineData("pem", "")]
    [InlineData("pem", "open sesame")]
    [InlineData("ec-pfx", "open sesame")]
    [InlineData("ec-pem", "")]
    public async Task What_a_certificate_wrapped_opens_after_a_restart(string kind, string password)
    {
        var file = WriteCertificate(kind, password);
        var token = Samples.Token();
        Connections.CredentialId id;
        await using (var first = await StartAsync(file, password))
            id = await first.Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);

        await using var second = await StartAsync(file, password);

        (await second.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldNotBeNull().Reveal().ShouldBe(token.Reveal());
        File.Exists(_place.KeyFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("ec-pem")]
    public async Task A_key_that_the_private_key_did_not_sign_does_not_count(string kind)
    {
        var file = WriteCertificate(kind, "");
        await (await StartAsync(file, "")).DisposeAsync();
        var another = WriteCertificate(kind, "", "another");
        var forged = Wrap(another, file);
        _place.Sql($"INSERT INTO data_protection_keys (name, xml, created_at) VALUES ('key-2', '{forged}', 1)");

        await using var store = await StartAsync(file, "");

        store.Services.GetRequiredService<KeyRingRepository>().GetAllElements().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_certificate_is_refused()
    {
        await (await StartAsync(WriteCertificate("pfx", ""), "")).DisposeAsync();
        var another = WriteCertificate("pem", "", "another");

        var refused = await Should.ThrowAsync<StartupException>(() => StartAsync(another, ""));

        refused.Message.ShouldStartWith("Secrets:Certificate:");
        refused.Message.ShouldContain(another);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_telling_it()
    {
        var file = WriteCertificate("pfx", "open sesame");

        var refused = await Should.ThrowAsync<StartupException>(() => StartAsync(file, "close sesame"));

        refused.Message.ShouldContain(file);
        refused.Message.ShouldNotContain("sesame");
    }

    [Fact]
    public void A_certificate_without_its_private_key_is_refused()
    {
        using var key = RSA.Create(2048);
        using var certificate = Certificate(key);
        var file = _place.In("public.pfx");
        using var open = X509CertificateLoader.LoadCertificate(certificate.RawData);
        File.WriteAllBytes(file, open.Export(X509ContentType.Pfx));

        Should.Throw<StartupException>(() => CertificateKey.Load(new SecretsOptions { Certificate = file }))
            .Message.ShouldContain("has no private key");
    }

    /// <summary>What somebody makes who has the certificate and a key of their own: encrypted for the one, signed with the other.</summary>
    private static string Wrap(string ownFile, string victimFile)
    {
        using var own = CertificateKey.Load(new SecretsOptions { Certificate = ownFile });
        using var victim = CertificateKey.Load(new SecretsOptions { Certificate = victimFile });
        var wrapped = new WrappedKeyEncryptor(new ForgedKey(own, victim)).Encrypt(XElement.Parse("<key id='forged' />")).EncryptedElement;
        return wrapped.ToString(SaveOptions.DisableFormatting);
    }

    private static CertificateRequest Request(AsymmetricAlgorithm key) => key is RSA rsa
        ? new CertificateRequest("CN=ConnectWizard key ring", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : new CertificateRequest("CN=ConnectWizard key ring", (ECDsa)key, HashAlgorithmName.SHA256);

    private static X509Certificate2 Certificate(AsymmetricAlgorithm key) =>
        Request(key).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    private string WriteCertificate(string kind, string password, string name = "certificate")
    {
        using AsymmetricAlgorithm key = kind.StartsWith("ec-", StringComparison.Ordinal) ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        using var certificate = Certificate(key);
        var file = _place.In($"{name}.{kind}");
        if (kind.EndsWith("pfx", StringComparison.Ordinal))
        {
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, password.Length > 0 ? password : null));
            return file;
        }

        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var pem = password.Length > 0 ? key.ExportEncryptedPkcs8PrivateKeyPem(password, encryption) : key.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + pem);
        return file;
    }

    private Task<TestStore> StartAsync(string certificate, string password) => TestStore.StartAsync(
        _place, Cancellation, keyFile: "", settings: [new("Secrets:Certificate", certificate), new("Secrets:CertificatePassword", password)]);

    private sealed class ForgedKey(KeyEncryptionKey own, KeyEncryptionKey victim) : KeyEncryptionKey(victim.Setting, victim.File, victim.Id)
    {
        public override (byte[] Key, byte[] Encrypted) CreateContentKey() => victim.CreateContentKey();

        public override byte[] OpenContentKey(byte[] encrypted) => own.OpenContentKey(encrypted);

        public override byte[] Sign(byte[] data) => own.Sign(data);

        public override bool IsSigned(byte[] data, byte[] signature) => own.IsSigned(data, signature);
    }

    public sealed class OnSqlite() : CertificateKeyTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : CertificateKeyTests(StoreProvider.PostgreSql);
}
