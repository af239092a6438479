using System.Globalization;
using System.Net.Sockets;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Network;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ConnectWizard.Notifications;

/// <summary>Connects to the mail server of configuration: straight, because a web proxy forwards no mail. Its certificate is judged as those of other servers.</summary>
internal sealed class MailTransport(IOptions<MailOptions> options, TrustedAuthorities authorities, TimeProvider time)
{
    public async Task<MailSession> OpenAsync(CancellationToken cancellationToken)
    {
        var session = new MailSession(new CertificateJudgement(authorities, time), time);
        await session.ConnectAsync(options.Value, cancellationToken);
        return session;
    }
}

/// <summary>A connection to the mail server, for some mails.</summary>
internal sealed class MailSession : IAsyncDisposable
{
    /// <summary>For connecting, and for each mail.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly DispatchResponse Accepted = new(DispatchResult.Accepted, "Accepted by the mail server.");
    private readonly SmtpClient _client = new();
    private readonly TimeProvider _time;

    public MailSession(CertificateJudgement certificates, TimeProvider time)
    {
        _time = time;
        _client.CheckCertificateRevocation = false;
        _client.ServerCertificateValidationCallback = certificates.Accept;
    }

    /// <summary>Why it can't be used any more: the mails wait.</summary>
    public DispatchResponse? Failure { get; private set; }

    public async Task ConnectAsync(MailOptions mail, CancellationToken cancellationToken)
    {
        var failure = await TryAsync(
            async token =>
            {
                await _client.ConnectAsync(mail.Host, mail.Port, mail.SocketOptions, token);
                if (mail.User.Length > 0)
                    await _client.AuthenticateAsync(mail.User, mail.ReadPassword().Reveal(), token);
            },
            cancellationToken);
        // Whatever it is, it is not the mails' fault.
        Failure = failure is null ? null : failure with { Result = DispatchResult.Retry };
    }

    /// <summary>It has no cancellation token: a server that has accepted a mail sends it, even if nobody waits for the answer.</summary>
    public async Task<DispatchResponse> SendAsync(MimeMessage message)
    {
        var response = await TryAsync(token => _client.SendAsync(message, token), CancellationToken.None);
        if (response is not null && !_client.IsConnected)
            Failure = response;
        return response ?? Accepted;
    }

    public async ValueTask DisposeAsync()
    {
        await TryAsync(token => _client.DisconnectAsync(quit: _client.IsConnected, token), CancellationToken.None);
        _client.Dispose();
    }

    /// <returns>Null when it succeeded. In the text is nothing that the server wrote: it may repeat what we sent.</returns>
    private async Task<DispatchResponse?> TryAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await action(either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Retry("The mail server didn't answer in time.");
        }
        catch (Exception e) when (Describe(e) is { } response)
        {
            return response;
        }
    }

    private static DispatchResponse? Describe(Exception exception) => exception switch
    {
        // 4yz is for now, 5yz for good (RFC 5321, section 4.2.1).
        SmtpCommandException { StatusCode: var status } => (int)status is >= 500 and < 600
            ? new DispatchResponse(DispatchResult.Rejected, string.Create(CultureInfo.InvariantCulture, $"Rejected by the mail server ({(int)status})."))
            : Retry(string.Create(CultureInfo.InvariantCulture, $"Not accepted by the mail server ({(int)status}).")),
        AuthenticationException => Retry("The mail server refused the user and password of Mail:User."),
        SslHandshakeException => Retry("The mail server's certificate isn't trusted, or it offers no TLS at this port."),
        NotSupportedException => Retry("The mail server doesn't offer what Mail:Security or Mail:User asks for."),
        UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException => Retry("The file of Mail:PasswordFile can't be read at the moment."),
        SocketException { SocketErrorCode: var error } => Retry($"The mail server can't be reached: {WordsOf(error)}."),
        IOException or ProtocolException or ServiceNotConnectedException => Retry("The mail server can't be reached: the connection broke off."),
        _ => null,
    };

    private static string WordsOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "it refuses connections at Mail:Port",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no server has the name in Mail:Host",
        SocketError.TimedOut => "no answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "there is no way to it in the network",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection broke off",
        _ => $"error {(int)error} of the network",
    };

    private static DispatchResponse Retry(string text) => new(DispatchResult.Retry, text);
}
