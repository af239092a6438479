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
        await using var stream = new BoundedStream(new MemoryStream(new byte[length]), new ReadLimits(longest, TimeSpan.FromSeconds(30)), Address, TimeProvider.System);
        using var read = new MemoryStream();

        await stream.CopyToAsync(read, Ct);

        read.Length.ShouldBe(length);
    }

    [Fact]
    public async Task One_byte_too_many_ends_it()
    {
        await using var stream = new BoundedStream(new MemoryStream(new byte[11]), new ReadLimits(10, TimeSpan.FromSeconds(30)), Address, TimeProvider.System);

        var failure = (await Should.ThrowAsync<NetworkException>(() => stream.CopyToAsync(Stream.Null, Ct))).Failure;

        failure.Kind.ShouldBe(NetworkFailureKind.TooLarge);
        failure.Host.ShouldBe("azure.example");
    }

    [Fact]
    public async Task Silence_ends_it()
    {
        await using var stream = new BoundedStream(new SilentStream(), new ReadLimits(10, TimeSpan.FromMilliseconds(20)), Address, TimeProvider.System);

        var failure = (await Should.ThrowAsync<NetworkException>(() => stream.ReadExactlyAsync(new byte[1], Ct).AsTask())).Failure;

        failure.Kind.ShouldBe(NetworkFailureKind.TimedOut);
    }

    [Fact]
    public async Task A_body_that_drips_has_its_time_and_no_more()
    {
        var limits = new ReadLimits(1000, TimeSpan.FromSeconds(30)) { Timeout = TimeSpan.FromMilliseconds(300) };
        await using var stream = new BoundedStream(new DrippingStream(), limits, Address, TimeProvider.System);

        var failure = (await Should.ThrowAsync<NetworkException>(() => stream.CopyToAsync(Stream.Null, Ct))).Failure;

        (failure.Kind, failure.Limit).ShouldBe((NetworkFailureKind.TimedOut, limits.Timeout));
    }

    [Fact]
    public async Task Bodies_of_one_reading_share_its_bytes()
    {
        var limits = new ReadLimits(10, TimeSpan.FromSeconds(30)) { Budget = new ReadBudget(25) };
        for (var number = 0; number < 3; number++)
        {
            await using var stream = new BoundedStream(new MemoryStream(new byte[10]), limits, Address, TimeProvider.System);
            var reading = stream.CopyToAsync(Stream.Null, Ct);
            if (number < 2)
                await reading;
            else
                (await Should.ThrowAsync<NetworkException>(() => reading)).Failure.MaxBytes.ShouldBe(25);
        }
    }

    [Fact]
    public async Task A_reader_who_leaves_is_no_failure()
    {
        using var leave = new CancellationTokenSource();
        await using var stream = new BoundedStream(new SilentStream(), new ReadLimits(10, TimeSpan.FromSeconds(30)), Address, TimeProvider.System);
        var reading = stream.ReadExactlyAsync(new byte[1], leave.Token).AsTask();

        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    private sealed class DrippingStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(20, cancellationToken);
            return 1;
        }
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
