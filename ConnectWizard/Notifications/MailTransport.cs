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
    /// <summary>Of each command.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public async Task<MailSession> OpenAsync(CancellationToken cancellationToken)
    {
        var (mail, client) = (options.Value, new SmtpClient());
        client.Timeout = (int)Timeout.TotalMilliseconds;
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = new CertificateJudgement(authorities, time).Accept;
        var failure = await MailSession.TryAsync(
            async () =>
            {
                await client.ConnectAsync(mail.Host, mail.Port, mail.SocketOptions, cancellationToken);
                if (mail.User.Length > 0)
                    await client.AuthenticateAsync(mail.User, mail.ReadPassword().Reveal(), cancellationToken);
            },
            cancellationToken);
        // Whatever it is, it is not the mail's fault.
        return new MailSession(client, failure is null ? null : failure with { Result = DispatchResult.Retry });
    }
}

/// <summary>A connection to the mail server, for some mails.</summary>
internal sealed class MailSession(SmtpClient client, DispatchResponse? failure) : IAsyncDisposable
{
    private static readonly DispatchResponse Accepted = new(DispatchResult.Accepted, "Accepted by the mail server.");

    /// <summary>Why it can't be used any more: the mails wait.</summary>
    public DispatchResponse? Failure { get; private set; } = failure;

    public async Task<DispatchResponse> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var response = await TryAsync(() => client.SendAsync(message, cancellationToken), cancellationToken);
        if (response is not null && !client.IsConnected)
            Failure = response;
        return response ?? Accepted;
    }

    /// <returns>Null when it succeeded. In the text is nothing that the server wrote: it may repeat what we sent.</returns>
    public static async Task<DispatchResponse?> TryAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action();
            return null;
        }
        catch (SmtpCommandException e)
        {
            var status = ((int)e.StatusCode).ToString(CultureInfo.InvariantCulture);
            // 4yz is for now, 5yz for good (RFC 5321, section 4.2.1).
            return (int)e.StatusCode is >= 500 and < 600
                ? new DispatchResponse(DispatchResult.Rejected, $"Rejected by the mail server ({status}).")
                : Retry($"Not accepted by the mail server ({status}).");
        }
        catch (AuthenticationException)
        {
            return Retry("The mail server refused the user and password of Mail:User.");
        }
        catch (SslHandshakeException)
        {
            return Retry("The mail server's certificate isn't trusted, or it offers no TLS at this port.");
        }
        catch (NotSupportedException)
        {
            return Retry("The mail server doesn't offer what Mail:Security or Mail:User asks for.");
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or UnauthorizedAccessException or TimeoutException or ServiceNotConnectedException)
        {
            return Retry(e is UnauthorizedAccessException or FileNotFoundException ? "The file of Mail:PasswordFile can't be read at the moment." : $"The mail server can't be reached: {e.GetType().Name}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Retry("The mail server didn't answer in time.");
        }

        static DispatchResponse Retry(string text) => new(DispatchResult.Retry, text);
    }

    public async ValueTask DisposeAsync()
    {
        await TryAsync(() => client.DisconnectAsync(quit: client.IsConnected), CancellationToken.None);
        client.Dispose();
    }
}
