using System.Net;
using System.Net.Sockets;

namespace ConnectWizard.Network;

/// <summary>Connects to the first of several addresses that accepts; the next one starts after a failure or a quarter of a second (RFC 8305).</summary>
internal sealed class AddressRace(TimeProvider time)
{
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    /// <exception cref="SocketException">The most telling failure, where none could be connected to.</exception>
    public async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Socket>>();
        var failures = new List<SocketException>();
        try
        {
            for (var next = 0; next < addresses.Count || running.Count > 0;)
            {
                if (next < addresses.Count)
                    running.Add(ConnectAsync(Plain(addresses[next++]), port, others.Token));
                await EndOrPauseAsync(running, next < addresses.Count, cancellationToken);
                if (running.Find(attempt => attempt.IsCompleted) is not { } ended)
                    continue;
                running.Remove(ended);
                if (ended.Exception?.InnerException is not SocketException failure)
                    return await ended;
                failures.Add(failure);
            }

            throw failures.OrderBy(Rank).First();
        }
        finally
        {
            await others.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var loser in running.Where(attempt => attempt.IsCompletedSuccessfully))
                (await loser).Dispose();
        }
    }

    private async Task EndOrPauseAsync(List<Task<Socket>> running, bool isNextWaiting, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(isNextWaiting ? [.. running, Task.Delay(Stagger, time, pause.Token)] : running);
        await pause.CancelAsync();
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A refused port says more than an unreachable network (often IPv6).
    private static int Rank(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => 0,
        SocketError.ConnectionReset => 1,
        SocketError.TimedOut => 2,
        _ => 3,
    };
}
