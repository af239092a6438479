using ConnectWizard.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

public sealed class RepositoryCatalogTests : IDisposable
{
    private readonly ScriptedGateway _gateway = new();
    private readonly RepositoryFeed _feed = new();
    private readonly ShiftedTime _time = new();
    private readonly RepositoryCatalog _catalog;
    private readonly RepositorySource _source = RepositorySamples.Source();

    public RepositoryCatalogTests()
    {
        _gateway.Repositories = _feed.ReadAsync;
        _catalog = new RepositoryCatalog(_gateway, _time, NullLogger<RepositoryCatalog>.Instance);
    }

    public void Dispose() => _catalog.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_in_view_while_the_rest_is_on_its_way()
    {
        using var watcher = new Watcher(_catalog, _source);
        _feed.Send("Mars/rover");
        await watcher.UntilAsync(watcher => watcher.Snapshot.Count == 1, Cancellation);
        (watcher.Snapshot.IsComplete, watcher.Watch.IsReading).ShouldBe((false, true));
        _feed.Send("Mars/base");
        await watcher.UntilAsync(watcher => watcher.Snapshot.Count == 2, Cancellation);
        _feed.End();
        await watcher.UntilReadAsync(Cancellation);
        (watcher.Snapshot.IsComplete, watcher.Snapshot.Problem).ShouldBe((true, null));
    }

    [Fact]
    public async Task All_who_ask_share_one_list_and_one_reading()
    {
        var watchers = Enumerable.Range(0, 20).Select(_ => new Watcher(_catalog, _source)).ToList();
        _feed.Send("Mars/rover");
        _feed.End();
        foreach (var watcher in watchers)
            await watcher.UntilReadAsync(Cancellation);

        _gateway.Listings.ShouldBe(1);
        watchers.ShouldAllBe(watcher => ReferenceEquals(watcher.Snapshot, watchers[0].Snapshot) && watcher.Snapshot.Count == 1);
    }

    [Fact]
    public async Task Another_credential_has_a_list_of_its_own()
    {
        _gateway.Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "rover"));
        using var one = new Watcher(_catalog, _source);
        using var other = new Watcher(_catalog, RepositorySamples.Source());
        await one.UntilReadAsync(Cancellation);
        await other.UntilReadAsync(Cancellation);
        _gateway.Listings.ShouldBe(2);
        other.Snapshot.ShouldNotBeSameAs(one.Snapshot);
    }

    [Fact]
    public async Task Reading_goes_on_while_one_is_left_and_ends_with_the_last()
    {
        var first = new Watcher(_catalog, _source);
        var second = new Watcher(_catalog, _source);
        first.Dispose();
        _feed.Send("Mars/rover");
        await second.UntilAsync(watcher => watcher.Snapshot.Count == 1, Cancellation);
        _feed.Cancelled.IsCompleted.ShouldBeFalse();
        second.Dispose();
        await _feed.Cancelled.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task Who_comes_after_an_abandoned_reading_gets_a_whole_one()
    {
        new Watcher(_catalog, _source).Dispose();
        _gateway.Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "rover"));
        using var watcher = new Watcher(_catalog, _source);
        await watcher.UntilReadAsync(Cancellation);
        (watcher.Snapshot.IsComplete, watcher.Snapshot.Count).ShouldBe((true, 1));
    }

    [Fact]
    public async Task A_problem_in_mid_stream_keeps_what_arrived()
    {
        using var watcher = new Watcher(_catalog, _source);
        _feed.Send("Mars/rover", "Mars/base");
        _feed.Break(ProblemCode.ConnectionReset);
        await watcher.UntilReadAsync(Cancellation);
        (watcher.Snapshot.Count, watcher.Snapshot.IsComplete, watcher.Snapshot.Problem?.Code).ShouldBe((2, false, ProblemCode.ConnectionReset));
    }

    [Fact]
    public async Task A_refresh_that_fails_leaves_the_complete_list_in_view_and_says_so()
    {
        _gateway.Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "rover"));
        using var watcher = new Watcher(_catalog, _source);
        await watcher.UntilReadAsync(Cancellation);
        _gateway.Repositories = _feed.ReadAsync;
        _feed.Break(ProblemCode.TimedOut);
        watcher.Watch.Refresh(RepositorySamples.Token);
        await watcher.UntilReadAsync(Cancellation);
        (watcher.Snapshot.Count, watcher.Snapshot.IsComplete, watcher.Snapshot.Problem?.Code).ShouldBe((1, true, ProblemCode.TimedOut));
    }

    [Fact]
    public async Task A_refresh_brings_what_is_new_and_drops_what_is_gone()
    {
        _gateway.Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "rover"), RepositorySamples.Repository("Mars", "old"));
        using var watcher = new Watcher(_catalog, _source);
        await watcher.UntilReadAsync(Cancellation);
        _gateway.Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "new"));
        watcher.Watch.Refresh(RepositorySamples.Token);
        await watcher.UntilReadAsync(Cancellation);
        watcher.Snapshot.All.Paths().ShouldBe(["Mars/new"]);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(11, 2)]
    public async Task A_list_is_read_anew_when_it_is_older_than_ten_minutes(int minutes, int listings)
    {
        _gateway.Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "rover"));
        using var watcher = new Watcher(_catalog, _source);
        await watcher.UntilReadAsync(Cancellation);
        _time.Shift += TimeSpan.FromMinutes(minutes);
        using var later = new Watcher(_catalog, _source);
        await later.UntilReadAsync(Cancellation);
        _gateway.Listings.ShouldBe(listings);
    }

    [Fact]
    public async Task A_bug_ends_the_reading_with_a_problem()
    {
        _gateway.Repositories = _ => throw new InvalidOperationException("A bug.");
        using var watcher = new Watcher(_catalog, _source);
        await watcher.UntilReadAsync(Cancellation);
        watcher.Snapshot.Problem?.Code.ShouldBe(ProblemCode.UnexpectedAnswer);
    }

    [Fact]
    public async Task A_watcher_that_throws_keeps_neither_the_list_reading_nor_others_from_it()
    {
        using var broken = _catalog.Watch(_source, RepositorySamples.Token, () => throw new ObjectDisposedException("circuit"));
        using var watcher = new Watcher(_catalog, _source);
        _feed.Send("Mars/rover");
        _feed.End();
        await watcher.UntilReadAsync(Cancellation);
        (watcher.Snapshot.IsComplete, watcher.Snapshot.Count, broken.IsReading).ShouldBe((true, 1, false));
    }

    [Fact]
    public async Task Changes_are_told_ten_times_a_second_and_not_for_each_row()
    {
        var started = TimeProvider.System.GetTimestamp();
        using var watcher = new Watcher(_catalog, _source);
        for (var number = 0; number < 5000; number++)
            _feed.Send($"Mars/repo {number}");

        _feed.End();
        await watcher.UntilReadAsync(Cancellation);
        watcher.Changes.ShouldBeLessThanOrEqualTo(4 + (int)(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds / 100));
    }

    [Fact]
    public async Task Lists_that_nobody_watches_are_forgotten_after_ten_minutes()
    {
        _gateway.Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "rover"));
        using var watched = new Watcher(_catalog, RepositorySamples.Source());
        var left = new Watcher(_catalog, _source);
        await left.UntilReadAsync(Cancellation);
        left.Dispose();
        _time.Shift += TimeSpan.FromMinutes(9);
        _catalog.Forget();
        _catalog.ListingCount.ShouldBe(2);

        _time.Shift += TimeSpan.FromMinutes(1);
        _catalog.Forget();

        _catalog.ListingCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_list_for_which_there_is_no_room_ends_and_others_that_nobody_watches_make_room_first()
    {
        using var catalog = new RepositoryCatalog(_gateway, _time, NullLogger.Instance, maxBytes: 800_000);
        _gateway.Repositories = _ => Scripted.Stream(Enumerable.Range(0, 4000).Select(number => RepositorySamples.Repository("Mars", $"repository {number:D60}")));
        var left = new Watcher(catalog, RepositorySamples.Source());
        await left.UntilReadAsync(Cancellation);
        left.Dispose();

        using var first = new Watcher(catalog, RepositorySamples.Source());
        await first.UntilReadAsync(Cancellation);
        using var second = new Watcher(catalog, RepositorySamples.Source());
        await second.UntilReadAsync(Cancellation);

        (first.Snapshot.IsComplete, first.Snapshot.Problem, catalog.ListingCount).ShouldBe((true, null, 2));
        (second.Snapshot.IsComplete, second.Snapshot.Problem!.Code).ShouldBe((false, ProblemCode.ListingsFull));
    }

    [Fact]
    public async Task Projects_count_with_what_their_names_grow_to_when_they_are_folded()
    {
        using var catalog = new RepositoryCatalog(_gateway, _time, NullLogger.Instance, maxBytes: 1_000_000);
        var names = Enumerable.Range(0, 500).Select(number => $"{string.Concat(Enumerable.Repeat("\uFDFA", 100))}{number}").ToList();
        _gateway.Projects = _ => Scripted.Stream(names.Select(RepositorySamples.Project));
        _gateway.Repositories = _ => Scripted.Stream<Repository>([]);

        using var watcher = new Watcher(catalog, _source);
        await watcher.UntilReadAsync(Cancellation);

        watcher.Snapshot.Problem!.Code.ShouldBe(ProblemCode.ListingsFull);
    }

    [Fact]
    public async Task Lists_that_nobody_watches_are_forgotten_the_oldest_first()
    {
        _gateway.Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "rover"));
        for (var number = 0; number < RepositoryCatalog.MaxListings + 5; number++)
        {
            using var watcher = new Watcher(_catalog, number == 0 ? _source : RepositorySamples.Source());
            await watcher.UntilReadAsync(Cancellation);
            _time.Shift += TimeSpan.FromSeconds(1);
        }

        _catalog.ListingCount.ShouldBe(RepositoryCatalog.MaxListings);
        using var again = new Watcher(_catalog, _source);
        await again.UntilReadAsync(Cancellation);
        _gateway.Listings.ShouldBe(RepositoryCatalog.MaxListings + 6);
    }
}
