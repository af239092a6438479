using System.Globalization;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Receiving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>What is swept, and that nothing is built twice because of it.</summary>
public abstract class ReceivedEventSweepTests(StoreProvider provider) : IAsyncLifetime
{
    private readonly StorePlace _place = StorePlace.On(provider);
    private readonly ManualTime _time = new();
    private TestStore _store = null!;
    private BuildProfile _profile = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IBuildStore Builds => _store.Services.GetRequiredService<IBuildStore>();

    private IDeliveryStore Deliveries => _store.Services.GetRequiredService<IDeliveryStore>();

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.StartAsync(_place, Ct, _time);
        _profile = await Samples.FinishAsync(_store, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_newest_builds_of_each_profile_are_listed_together_for_their_workspace()
    {
        await RequestAsync(4);

        var recent = await Builds.ListRecentAsync(_profile.Workspace, [_profile.Id], 3, Ct);

        recent.Select(build => build.CreatedAt).ShouldBe((await Builds.ListAsync(_profile.Workspace, _profile.Id, 3, Ct)).Select(request => request.CreatedAt));
        recent.ShouldAllBe(build => build.Profile == _profile.Id && build.State == BuildState.Queued);
        recent.Count.ShouldBe(3);
        (await Builds.ListRecentAsync(new WorkspaceId(Guid.NewGuid()), [_profile.Id], 3, Ct)).ShouldBeEmpty();
        (await Builds.ListRecentAsync(_profile.Workspace, [ProfileId.New()], 3, Ct)).ShouldBeEmpty();
        (await Builds.ListRecentAsync(_profile.Workspace, [], 3, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_builds_that_were_made_at_once_no_more_are_listed_than_asked_for()
    {
        var other = await Samples.FinishAsync(_store, Ct, "Other", "other");
        await RequestAsync(1);
        foreach (var number in Enumerable.Range(1, 4))
            await Builds.AddAsync(Request(number), Ct);
        await Builds.AddAsync(Samples.Build(other, "push:1", _time.GetUtcNow()), Ct);

        var recent = await Builds.ListRecentAsync(_profile.Workspace, [_profile.Id, other.Id], 3, Ct);

        recent.CountBy(build => build.Profile).ShouldBe([KeyValuePair.Create(_profile.Id, 3), KeyValuePair.Create(other.Id, 1)], ignoreOrder: true);
        recent.ShouldAllBe(build => build.CreatedAt == _time.GetUtcNow());
    }

    [Fact]
    public async Task A_connection_knows_when_a_profile_last_had_an_event()
    {
        var polls = _store.Services.GetRequiredService<IPollStore>();
        var other = await Samples.FinishAsync(_store, Ct, "Other", "other");
        (await LastEventAsync(_profile)).ShouldBeNull();
        var first = Found(0);
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = Found(1);

        await polls.RecordAsync(_profile.Id, _time.GetUtcNow(), [], [second, first], Ct);

        (await LastEventAsync(_profile)).ShouldBe(second.At);
        (await LastEventAsync(other)).ShouldBeNull();

        async Task<DateTimeOffset?> LastEventAsync(BuildProfile profile) =>
            (await _store.Connections.ListAsync(profile.Workspace, Ct)).Single(connection => connection.Id == profile.Connection).LastEventAt;
    }

    [Fact]
    public async Task Old_builds_go_but_for_the_newest_of_a_profile_those_to_be_dispatched_and_those_that_are_being_fetched()
    {
        var requests = await RequestAsync(ReceivedEventSweep.Kept + 4);
        foreach (var request in requests.Where((_, index) => index != 1))
            await Builds.SettleAsync(request, BuildState.Accepted, "Accepted.", null, Ct);
        await _store.Services.GetRequiredService<IGitTokenStore>().AddAsync(requests[2].Id, "hash", _time.GetUtcNow().AddYears(1), Ct);

        await SweepAfterAsync(ReceivedEventSweep.EventLifetime + TimeSpan.FromDays(1));

        var left = (await Builds.ListAsync(_profile.Workspace, _profile.Id, 1000, Ct)).Select(request => request.Id).ToHashSet();
        left.SetEquals(requests.Skip(4).Append(requests[1]).Append(requests[2]).Select(request => request.Id)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_built_is_not_built_again_when_its_request_is_gone()
    {
        var requests = await RequestAsync(ReceivedEventSweep.Kept + 2);
        foreach (var request in requests)
            await Builds.SettleAsync(request, request == requests[1] ? BuildState.Failed : BuildState.Accepted, "Accepted.", null, Ct);
        await SweepAfterAsync(ReceivedEventSweep.EventLifetime + TimeSpan.FromDays(1));

        foreach (var key in (int[])[0, 1])
            (await Builds.AddAsync(Request(key), Ct)).ShouldBeNull();
        (await Builds.ListAsync(_profile.Workspace, _profile.Id, 1000, Ct)).Count.ShouldBe(ReceivedEventSweep.Kept);
        (await Builds.ListDueAsync(10, 1, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_build_by_hand_leaves_nothing_and_what_was_built_goes_with_its_profile_and_after_two_years()
    {
        var byHand = (await Builds.AddAsync(BuildTriggers.Manual(_profile, RefName.Parse("refs/heads/main"), CommitId.Parse(Payloads.FirstCommit), null, _time.GetUtcNow()), Ct))!;
        _time.Advance(TimeSpan.FromSeconds(1));
        var pushed = await RequestAsync(ReceivedEventSweep.Kept + 1);
        foreach (var request in pushed.Append(byHand))
            await Builds.SettleAsync(request, BuildState.Accepted, "Accepted.", null, Ct);

        await SweepAfterAsync(ReceivedEventSweep.EventLifetime + TimeSpan.FromDays(1));
        _place.Sql("SELECT dedupe_key FROM build_keys").ShouldBe(["push:0"]);

        await SweepAfterAsync(ReceivedEventSweep.KeyLifetime);
        _place.Sql("SELECT dedupe_key FROM build_keys").ShouldBeEmpty();
    }

    [Fact]
    public async Task More_builds_and_events_than_a_list_has_go_whatever_their_age()
    {
        await FillAsync("build_requests", "id, workspace_id, profile_id, dedupe_key, cause, ref, commit_id, state, attempts, created_at",
            number => $"'{number:x32}', 'w', '{_profile.Id.Value:D}', 'push:{number}', 'Push', 'r', 'c', 'Accepted', 1, {_time.GetUtcNow().ToUnixTimeMilliseconds() + number}");
        await FillAsync("profile_events", "id, profile_id, at, kind, title",
            number => $"'{number:x32}', '{_profile.Id.Value:D}', {_time.GetUtcNow().ToUnixTimeMilliseconds() + number}, 'git.push', 't'");

        await SweepAfterAsync(TimeSpan.FromMinutes(1));

        _place.Sql("SELECT COUNT(*) FROM build_requests").ShouldBe([Text(ReceivedEventSweep.MaxCount)]);
        _place.Sql("SELECT COUNT(*) FROM profile_events").ShouldBe([Text(ReceivedEventSweep.MaxCount)]);
        _place.Sql("SELECT COUNT(*) FROM build_keys").ShouldBe(["5"]);
        _place.Sql($"SELECT COUNT(*) FROM build_requests WHERE id = '{0:x32}'").ShouldBe(["0"]);
    }

    /// <summary>Two pieces and a part, each in a transaction that others can come between.</summary>
    [Fact]
    public async Task Much_that_is_old_goes_in_pieces()
    {
        const int count = 1100;
        await FillAsync("build_keys", "profile_id, dedupe_key, created_at", number => $"'{_profile.Id.Value:D}', 'push:{number}', 1", count);
        await FillAsync("deliveries", "id, workspace_id, hook_id, event_id, connection_id, repository_id, event, received_at, processed_at",
            number => $"'{number:x32}', 'w', 'h', '{number}', 'c', 'r', '', 1, 1", count);
        await FillAsync("build_requests", "id, workspace_id, profile_id, dedupe_key, cause, ref, commit_id, state, attempts, created_at",
            number => $"'{number:x32}', 'w', '{_profile.Id.Value:D}', 'new:{number}', 'Manual', 'r', 'c', 'Accepted', 1, {number}", count);

        await SweepAfterAsync(TimeSpan.FromMinutes(1));

        _place.Sql("SELECT COUNT(*) FROM build_keys").ShouldBe(["0"]);
        _place.Sql("SELECT COUNT(*) FROM deliveries").ShouldBe(["0"]);
        _place.Sql("SELECT COUNT(*) FROM build_requests").ShouldBe([Text(ReceivedEventSweep.Kept)]);
    }

    [Fact]
    public async Task A_profile_has_a_number_of_builds_that_wait_and_polling_finds_the_others_once_there_is_room()
    {
        var polls = _store.Services.GetRequiredService<IPollStore>();
        var found = Enumerable.Range(0, ReceivedEventSql.MaxQueued + 5).Select(Found).ToList();

        await polls.RecordAsync(_profile.Id, _time.GetUtcNow(), [.. found.Select(one => one.Head!)], found, Ct);

        _place.Sql("SELECT COUNT(*) FROM build_requests").ShouldBe([Text(ReceivedEventSql.MaxQueued)]);
        (await polls.ReadHeadsAsync(_profile.Id, Ct)).Count.ShouldBe(ReceivedEventSql.MaxQueued);
        (await Builds.AddAsync(BuildTriggers.Manual(_profile, RefName.Parse("refs/heads/main"), CommitId.Parse(Payloads.FirstCommit), null, _time.GetUtcNow()), Ct)).ShouldNotBeNull();

        _place.Sql("UPDATE build_requests SET state = 'Accepted', next_attempt_at = NULL");
        await polls.RecordAsync(_profile.Id, _time.GetUtcNow(), [.. found.Select(one => one.Head!)], found, Ct);
        (await polls.ReadHeadsAsync(_profile.Id, Ct)).Count.ShouldBe(found.Count);
    }

    /// <summary>Each piece is a transaction: what ends the second one leaves the first.</summary>
    [Fact]
    public async Task A_poll_that_finds_much_is_stored_in_pieces()
    {
        var polls = _store.Services.GetRequiredService<IPollStore>();
        var found = Enumerable.Range(0, 500).Select(Found).ToList();
        found[PollStore.BatchSize + 50] = found[0] with { Title = null! };

        await Should.ThrowAsync<System.Data.Common.DbException>(() => polls.RecordAsync(_profile.Id, _time.GetUtcNow(), [], [.. found.Select(one => one with { OnlyIfBuilt = false })], Ct));

        _place.Sql("SELECT COUNT(*) FROM build_requests").ShouldBe([Text(PollStore.BatchSize)]);
    }

    private ReceivedEvent Found(int number) => new()
    {
        Profile = _profile.Id,
        Kind = RepositoryEvent.Polled,
        At = _time.GetUtcNow(),
        Title = "t",
        Head = new RefHead(RefName.Parse($"refs/pull/{number}"), CommitId.Parse(Payloads.FirstCommit)),
        Build = Samples.Build(_profile, $"pull:{number}", _time.GetUtcNow()),
        OnlyIfBuilt = true,
    };

    [Fact]
    public async Task A_delivery_keeps_what_it_said_until_it_is_processed_and_that_it_came_until_its_event_counts_no_longer()
    {
        var delivery = new Delivery(
            Guid.NewGuid(), _profile.Workspace, HookId.New(), Guid.NewGuid(), _profile.Connection, _profile.Repository.Id,
            new RepositoryEvent { Kind = "git.push", At = _time.GetUtcNow(), Refs = [new PushedRef(RefName.Parse("refs/heads/main"), CommitId.Parse(Payloads.FirstCommit))] });
        await Deliveries.AddAsync([delivery], Ct);
        await SweepAfterAsync(ReceivedEventSweep.DeliveryLifetime + TimeSpan.FromDays(1));
        (await Deliveries.ListWaitingAsync(10, Ct)).ShouldHaveSingleItem();

        await Deliveries.SettleAsync([new SettledDelivery(delivery.Id, [])], Ct);

        _place.Sql("SELECT event FROM deliveries").ShouldBe([""]);
        (await Deliveries.AddAsync([delivery with { Id = Guid.NewGuid() }], Ct)).ShouldBe(0);
        await SweepAfterAsync(ReceivedEventSweep.DeliveryLifetime + TimeSpan.FromDays(1));
        _place.Sql("SELECT event FROM deliveries").ShouldBeEmpty();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private BuildRequest Request(int number) => Samples.Build(_profile, $"push:{Text(number)}", _time.GetUtcNow());

    private async Task<List<BuildRequest>> RequestAsync(int count)
    {
        var requests = new List<BuildRequest>();
        foreach (var number in Enumerable.Range(0, count))
        {
            requests.Add((await Builds.AddAsync(Request(number), Ct))!);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return requests;
    }

    /// <param name="table">Where to.</param>
    /// <param name="columns">Those that each row has.</param>
    /// <param name="row">Their values.</param>
    /// <param name="count">Five rows more than a list may have.</param>
    private Task FillAsync(string table, string columns, Func<int, FormattableString> row, int count = ReceivedEventSweep.MaxCount + 5) => _store.Services.GetRequiredService<Database>().WriteAsync(
        async session =>
        {
            foreach (var number in Enumerable.Range(0, count))
                await session.ExecuteAsync($"INSERT INTO {table} ({columns}) VALUES ({FormattableString.Invariant(row(number))})");
        },
        Ct);

    private Task SweepAfterAsync(TimeSpan wait)
    {
        _time.Advance(wait);
        return _store.Services.GetServices<IHostedService>().OfType<ReceivedEventSweep>().Single().SweepAsync(Ct);
    }

    public sealed class OnSqlite() : ReceivedEventSweepTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : ReceivedEventSweepTests(StoreProvider.PostgreSql);
}
