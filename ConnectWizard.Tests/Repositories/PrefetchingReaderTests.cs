using System.Runtime.CompilerServices;
using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

public sealed class PrefetchingReaderTests
{
    private readonly TaskCompletionSource _secondBegun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Elements_come_in_their_order_to_the_end()
    {
        var taken = new List<int>();
        await using var numbers = new PrefetchingReader<int>(_ => Enumerable.Range(1, 100).ToAsyncEnumerable(), Cancellation);
        while (await numbers.Next)
            taken.Add(numbers.Take());

        taken.ShouldBe(Enumerable.Range(1, 100));
    }

    [Fact]
    public async Task The_next_is_begun_while_one_is_used()
    {
        await using var elements = new PrefetchingReader<int>(OneAndNoMore, Cancellation);
        (await elements.Next).ShouldBeTrue();
        elements.Take().ShouldBe(1);

        await _secondBegun.Task.WaitAsync(Cancellation);
        elements.Next.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Leaving_ends_what_is_being_made()
    {
        await using (var elements = new PrefetchingReader<int>(OneAndNoMore, Cancellation))
        {
            (await elements.Next).ShouldBeTrue();
            elements.Take();
            await _secondBegun.Task.WaitAsync(Cancellation);
        }

        _hasEnded.ShouldBeTrue();
    }

    private async IAsyncEnumerable<int> OneAndNoMore([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return 1;
            _secondBegun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            _hasEnded = true;
        }
    }
}
