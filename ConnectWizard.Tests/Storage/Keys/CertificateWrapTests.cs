using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Keys;

public abstract class CertificateWrapTests(StoreProvider provider) : IDisposable
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

    [Fact]
    public async Task Another_certificate_is_refused()
    {
        await (await StartAsync(WriteCertificate("pfx", ""), "")).DisposeAsync();
        var another = WriteCertificate("pem", "");

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

        Should.Throw<StartupException>(() => CertificateFile.Load(new SecretsOptions { Certificate = file }))
            .Message.ShouldContain("has no RSA private key");
    }

    private static X509Certificate2 Certificate(RSA key) =>
        new CertificateRequest("CN=ConnectWizard key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    private string WriteCertificate(string kind, string password)
    {
        using var key = RSA.Create(2048);
        using var certificate = Certificate(key);
        var file = _place.In($"certificate.{kind}");
        if (kind == "pfx")
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

    public sealed class OnSqlite() : CertificateWrapTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : CertificateWrapTests(StoreProvider.PostgreSql);
}
