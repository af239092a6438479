using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class BoundedStreamTests
{
    private static readonly Uri Address = new("https://azure.example/");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 10)]
    [InlineData(9, 10)]
    [InlineData(10, 10)]
    public async Task What_fits_is_read_to_its_end(int length, int longest)
    {
        await using var stream = new BoundedStream(new MemoryStream(new byte[length]), longest, TimeSpan.FromSeconds(30), Address, TimeProvider.System);
        using var read = new MemoryStream();

        await stream.CopyToAsync(read, Ct);

        read.Length.ShouldBe(length);
    }

    [Fact]
    public async Task One_byte_too_many_ends_it()
    {
        await using var stream = new BoundedStream(new MemoryStream(new byte[11]), 10, TimeSpan.FromSeconds(30), Address, TimeProvider.System);

        var failure = (await Should.ThrowAsync<NetworkException>(() => stream.CopyToAsync(Stream.Null, Ct))).Failure;

        failure.Kind.ShouldBe(NetworkFailureKind.TooLarge);
        failure.Host.ShouldBe("azure.example");
    }

    [Fact]
    public async Task Silence_ends_it()
    {
        await using var stream = new BoundedStream(new SilentStream(), 10, TimeSpan.FromMilliseconds(20), Address, TimeProvider.System);

        var failure = (await Should.ThrowAsync<NetworkException>(() => stream.ReadExactlyAsync(new byte[1], Ct).AsTask())).Failure;

        failure.Kind.ShouldBe(NetworkFailureKind.TimedOut);
    }

    [Fact]
    public async Task A_reader_who_leaves_is_no_failure()
    {
        using var leave = new CancellationTokenSource();
        await using var stream = new BoundedStream(new SilentStream(), 10, TimeSpan.FromSeconds(30), Address, TimeProvider.System);
        var reading = stream.ReadExactlyAsync(new byte[1], leave.Token).AsTask();

        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
