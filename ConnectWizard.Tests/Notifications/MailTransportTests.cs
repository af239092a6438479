using System.Net;
using System.Net.Sockets;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Network;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

/// <summary>Against real SMTP servers, with and without TLS.</summary>
public sealed class MailTransportTests : IDisposable
{
    private const string Password = "correct horse battery staple";
    private readonly TestCertificates _certificates = new();
    private readonly ManualTime _time = new(DateTimeOffset.UtcNow);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_mail_and_its_password_travel_encrypted_to_a_trusted_server(MailSecurity security)
    {
        using var certificate = _certificates.Issue("localhost");
        await using var server = MailServer.Start(certificate: certificate, isTls: security == MailSecurity.Tls, password: Password);

        (await SendAsync(server.Port, security, Password, isTrusted: true)).ShouldBe("Accepted by the mail server.");
        server.Mails.ShouldHaveSingleItem().Subject.ShouldBe("Größe");
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_server_with_a_certificate_of_somebody_else_gets_nothing(MailSecurity security)
    {
        using var certificate = _certificates.Issue("localhost");
        await using var server = MailServer.Start(certificate: certificate, isTls: security == MailSecurity.Tls, password: Password);

        (await SendAsync(server.Port, security, Password, isTrusted: false)).ShouldContain("certificate isn't trusted");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_hides_its_encryption_gets_nothing()
    {
        await using var server = MailServer.Start(password: Password);

        (await SendAsync(server.Port, MailSecurity.StartTls, Password, isTrusted: true)).ShouldContain("doesn't offer what Mail:Security");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_repeated()
    {
        using var certificate = _certificates.Issue("localhost");
        await using var server = MailServer.Start(certificate: certificate, password: Password);

        var response = await SendAsync(server.Port, MailSecurity.StartTls, "another password", isTrusted: true);
        response.ShouldContain("refused the user and password");
        response.ShouldNotContain("another");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_after_a_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var sending = SendAsync(((IPEndPoint)silent.LocalEndpoint).Port, MailSecurity.None, password: "", isTrusted: true);
        using var accepted = await silent.AcceptTcpClientAsync(Cancellation);

        _time.Advance(MailSession.Timeout);
        (await sending).ShouldBe("The mail server didn't answer in time.");
    }

    private async Task<string> SendAsync(int port, MailSecurity security, string password, bool isTrusted)
    {
        var options = new MailOptions { Host = "localhost", Port = port, Security = security, User = password.Length > 0 ? "ada" : "", Password = password, From = "a@spacetech.example" };
        await using var network = EdgeServices.Build(isTrusted ? [("Network:TrustedCertificates:0", _certificates.AuthorityFile)] : []);
        var transport = new MailTransport(Options.Create(options), network.GetRequiredService<TrustedAuthorities>(), _time);
        await using var session = await transport.OpenAsync(Cancellation);
        if (session.Failure is { } failure)
        {
            failure.Result.ShouldBe(DispatchResult.Retry);
            return failure.Text;
        }

        using var message = new MimeMessage { Subject = "Größe", Body = new TextPart("plain") { Text = "x" } };
        message.From.Add(new MailboxAddress("", options.From));
        message.To.Add(new MailboxAddress("", "ada@spacetech.example"));
        return (await session.SendAsync(message)).Text;
    }
}
