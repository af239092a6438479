using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using ServiceProvider = SmtpServer.ComponentModel.ServiceProvider;

namespace ConnectWizard.Notifications;

/// <summary>A real SMTP server on a free port of 127.0.0.1 that keeps what it gets, and refuses what a test says.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SmtpServer.SmtpServer _server;
    private readonly Task _running;

    private MailServer(int port, X509Certificate2? certificate, bool isTls, string? password)
    {
        Port = port;
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).IsSecure(isTls).AuthenticationRequired(password is not null).AllowUnsecureAuthentication(certificate is null);
            if (certificate is not null)
                endpoint.Certificate(certificate);
        }).Build();
        var services = new ServiceProvider();
        services.Add(new Inbox(this));
        services.Add(new Door(this));
        services.Add(new DelegatingUserAuthenticator((_, given) => given == password));
        _server = new SmtpServer.SmtpServer(options, services);
        _running = _server.StartAsync(_stop.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    /// <summary>What a recipient is answered with; null accepts.</summary>
    public Func<string, SmtpReplyCode?> Refuse { get; set; } = _ => null;

    /// <param name="port">0 takes a free one; that of before, for a server that is back.</param>
    /// <param name="certificate">Offers STARTTLS.</param>
    /// <param name="isTls">From the first byte.</param>
    /// <param name="password">Asks for it.</param>
    public static MailServer Start(int port = 0, X509Certificate2? certificate = null, bool isTls = false, string? password = null)
    {
        while (true)
        {
            var chosen = port == 0 ? Browser.ProductProcess.FreePort() : port;
            try
            {
                return new MailServer(chosen, certificate, isTls, password);
            }
            catch (SocketException) when (port == 0)
            {
                // Taken meanwhile: another one.
            }
        }
    }

    /// <summary>Again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_running.IsCompleted)
            return;
        _server.Shutdown();
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // As it was told to.
        }

        _stop.Dispose();
    }

    private sealed class Inbox(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            server.Mails.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Door(MailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            server.Refuse(to.AsAddress()) is { } code
                ? throw new SmtpResponseException(new SmtpResponse(code, $"no {to.AsAddress()} here"))
                : Task.FromResult(true);
    }
}
