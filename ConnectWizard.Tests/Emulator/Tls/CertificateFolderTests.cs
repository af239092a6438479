using System.Collections.Concurrent;
using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using AzureDevOpsEmulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Tls;

public sealed class CertificateFolderTests : IDisposable
{
    private const string Host = "azure.spacetech.example";
    private readonly TemporaryFolder _folder = new();
    private readonly CertificateFolder _certificates;

    public CertificateFolderTests() => _certificates = Open();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CertificateKind.Trusted, SslPolicyErrors.None, X509ChainStatusFlags.NoError)]
    [InlineData(CertificateKind.SelfSigned, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.UntrustedRoot)]
    [InlineData(CertificateKind.Expired, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotTimeValid)]
    [InlineData(CertificateKind.WrongName, SslPolicyErrors.RemoteCertificateNameMismatch, X509ChainStatusFlags.NoError)]
    [InlineData(CertificateKind.OtherAuthority, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.PartialChain)]
    public async Task Each_kind_fails_in_its_own_way(CertificateKind kind, SslPolicyErrors errors, X509ChainStatusFlags chain)
    {
        var seen = await TalkAsync(_certificates, kind, Host);

        seen.Errors.ShouldBe(errors);
        seen.Chain.ShouldBe(chain);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("azure.raumfahrt-münchen.example")]
    public async Task A_good_certificate_is_made_for_any_name(string host) =>
        (await TalkAsync(_certificates, CertificateKind.Trusted, host)).Errors.ShouldBe(SslPolicyErrors.None);

    [Fact]
    public async Task The_other_authoritys_intermediate_is_sent_along() =>
        (await TalkAsync(_certificates, CertificateKind.OtherAuthority, Host)).Sent
            .ShouldContain(name => name == "Unknown Emulator Issuing CA");

    [Fact]
    public void The_certificate_for_localhost_names_both_loopback_addresses()
    {
        var certificate = _certificates.ContextFor(CertificateKind.Trusted, "LOCALHOST").TargetCertificate;

        certificate.MatchesHostname("127.0.0.1").ShouldBeTrue();
        certificate.MatchesHostname("::1").ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_trusted_before_a_restart_is_trusted_after_it()
    {
        var before = _certificates.ContextFor(CertificateKind.Trusted, Host).TargetCertificate.Thumbprint;
        var root = await File.ReadAllTextAsync(_certificates.AuthorityFile, TestContext.Current.CancellationToken);

        var restarted = Open();

        restarted.ContextFor(CertificateKind.Trusted, Host).TargetCertificate.Thumbprint.ShouldBe(before);
        (await File.ReadAllTextAsync(restarted.AuthorityFile, TestContext.Current.CancellationToken)).ShouldBe(root);
    }

    [Fact]
    public void A_certificate_is_renewed_a_month_before_its_end()
    {
        var first = _certificates.ContextFor(CertificateKind.Trusted, Host).TargetCertificate;

        var stillGood = Open(TimeSpan.FromDays(334)).ContextFor(CertificateKind.Trusted, Host).TargetCertificate;
        var later = Open(TimeSpan.FromDays(336)).ContextFor(CertificateKind.Trusted, Host).TargetCertificate;

        stillGood.ShouldBe(first);
        later.ShouldNotBe(first);
        later.NotAfter.ShouldBeGreaterThan(first.NotAfter);
    }

    [Fact]
    public async Task A_damaged_file_is_replaced()
    {
        var before = _certificates.ContextFor(CertificateKind.Trusted, Host).TargetCertificate;
        foreach (var file in Directory.GetFiles(_folder.Path, "*.pem"))
            File.WriteAllText(file, File.ReadAllText(file)[..200]);

        var mended = Open();

        mended.ContextFor(CertificateKind.Trusted, Host).TargetCertificate.ShouldNotBe(before);
        (await TalkAsync(mended, CertificateKind.Trusted, Host)).Errors.ShouldBe(SslPolicyErrors.None);
    }

    [Fact]
    public void A_leaf_of_a_replaced_authority_is_replaced_too()
    {
        var before = _certificates.ContextFor(CertificateKind.Trusted, Host).TargetCertificate;
        File.Delete(Path.Combine(_folder.Path, "authority-key.pem"));

        Open().ContextFor(CertificateKind.Trusted, Host).TargetCertificate.ShouldNotBe(before);
    }

    [Fact]
    public void Many_openers_at_once_agree_on_one_authority_and_one_certificate()
    {
        using var empty = new TemporaryFolder();
        var seen = new ConcurrentBag<(string Leaf, string Root)>();

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
        {
            var opened = CertificateFolder.OpenOrCreate(empty.Path, TimeProvider.System);
            seen.Add((opened.ContextFor(CertificateKind.Trusted, Host).TargetCertificate.Thumbprint, File.ReadAllText(opened.AuthorityFile)));
        });

        seen.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Keys_are_the_owners_alone_and_the_authority_file_holds_none()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are Unix's.");
        foreach (var kind in Enum.GetValues<CertificateKind>()) _certificates.ContextFor(kind, Host);

        foreach (var file in Directory.GetFiles(_folder.Path, "*.pem").Where(file => file != _certificates.AuthorityFile))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        (await File.ReadAllTextAsync(_certificates.AuthorityFile, TestContext.Current.CancellationToken)).ShouldNotContain("PRIVATE");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a b")]
    [InlineData("")]
    public void What_is_no_host_name_is_refused(string name) => Should.Throw<ArgumentException>(() => _certificates.ContextFor(CertificateKind.Trusted, name).TargetCertificate);

    private CertificateFolder Open(TimeSpan ahead = default) =>
        CertificateFolder.OpenOrCreate(_folder.Path, new ShiftedTime(ahead));

    private static Task<TlsConversation> TalkAsync(CertificateFolder certificates, CertificateKind kind, string host) =>
        TlsConversation.HoldAsync(
            certificates.ContextFor(kind, host), host, certificates.AuthorityFile, TestContext.Current.CancellationToken);

    private sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
