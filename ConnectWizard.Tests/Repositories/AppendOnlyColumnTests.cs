using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

public sealed class AppendOnlyColumnTests
{
    private const int PieceLength = 64 * 1024;

    [Fact]
    public void Items_are_found_by_their_numbers_across_pieces()
    {
        var column = new AppendOnlyColumn<long>();
        for (var number = 0L; number < 100_000; number++)
            column.Add(number).ShouldBe((int)number);

        column.Count.ShouldBe(100_000);
        column[99_999].ShouldBe(99_999);
        column.View().AsEnumerable().ShouldBe(Enumerable.Range(0, 100_000).Select(number => (long)number));
    }

    [Fact]
    public void Items_that_belong_together_are_not_cut_at_the_end_of_a_piece()
    {
        var column = new AppendOnlyColumn<byte>();
        var starts = new List<int>();
        byte[] seven = [1, 2, 3, 4, 5, 6, 7];
        while (column.Count < 2 * PieceLength)
            starts.Add(column.Add(seven));

        starts.ShouldContain(PieceLength);
        var view = column.View();
        starts.TrueForAll(IsAt).ShouldBeTrue();

        bool IsAt(int start) => view.Slice(start, 7).SequenceEqual(seven);
    }

    [Fact]
    public void Items_that_are_longer_than_a_piece_have_one_of_their_own()
    {
        var column = new AppendOnlyColumn<byte>();
        column.Add(1);
        byte[] large = [.. Enumerable.Repeat((byte)2, (3 * PieceLength) + 5)];
        var start = column.Add(large);
        var after = column.Add(3);

        var view = column.View(isLast: true);
        view.Slice(start, large.Length).SequenceEqual(large).ShouldBeTrue();
        (view[0], view[after]).ShouldBe(((byte)1, (byte)3));
    }

    [Fact]
    public void A_view_stays_as_it_was()
    {
        var column = new AppendOnlyColumn<int>();
        column.Add(1, 2, 3);
        var before = column.View();
        for (var number = 0; number < 50_000; number++)
            column.Add(9);

        before.AsEnumerable().ShouldBe([1, 2, 3]);
    }

    /// <summary>What a list takes is what the budget for all lists counts.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(16_384)]
    [InlineData(40_000)]
    public void Spare_room_is_given_up_at_the_end(int count)
    {
        var column = new AppendOnlyColumn<int>();
        for (var number = 0; number < count; number++)
            column.Add(number);

        column.View(isLast: true).ByteCount.ShouldBe(count * sizeof(int));
        column.ByteCount.ShouldBe(count * sizeof(int));
    }
}
