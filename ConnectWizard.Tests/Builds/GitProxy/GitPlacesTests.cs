using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.GitProxy;

public sealed class GitPlacesTests
{
    private readonly ManualTime _time = new();
    private readonly GitPlaces _places;
    private readonly ConnectionId _one = ConnectionId.New();
    private readonly ConnectionId _two = ConnectionId.New();
    private readonly ConnectionId _three = ConnectionId.New();

    public GitPlacesTests() => _places = new GitPlaces(Options.Create(new BuildsOptions { MaxFetches = 4 }), _time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_connection_takes_half_of_the_places_and_waits_for_more()
    {
        var taken = new[] { await EnterAsync(_one), await EnterAsync(_one) };
        var third = EnterAsync(_one);

        (await EnterAsync(_two)).ShouldNotBeNull();
        third.IsCompleted.ShouldBeFalse();
        taken[0]!.Dispose();

        (await third).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_place_that_is_left_goes_to_the_connection_that_has_the_fewest()
    {
        GitPlace?[] taken = [await EnterAsync(_one), await EnterAsync(_one), await EnterAsync(_two), await EnterAsync(_two)];
        var (ofTwo, ofThree) = (EnterAsync(_two), EnterAsync(_three));

        taken[2]!.Dispose();

        (await ofThree).ShouldNotBeNull();
        ofTwo.IsCompleted.ShouldBeFalse();
        taken[0]!.Dispose();
        (await ofTwo).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_waits_too_long_or_leaves_gets_no_place_and_keeps_none()
    {
        GitPlace?[] taken = [await EnterAsync(_one), await EnterAsync(_one)];
        using var leaving = new CancellationTokenSource();
        var (late, left) = (EnterAsync(_one), _places.EnterAsync(_one, leaving.Token));

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => left);
        _time.Advance(_places.WaitTimeout);
        (await late).ShouldBeNull();

        taken[0]!.Dispose();
        (await EnterAsync(_one)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_fetches_of_a_connection_that_is_deleted_end()
    {
        var (one, two) = (await EnterAsync(_one), await EnterAsync(_two));

        _places.End(_one);

        (one!.Ended.IsCancellationRequested, two!.Ended.IsCancellationRequested).ShouldBe((true, false));
    }

    private Task<GitPlace?> EnterAsync(ConnectionId connection) => _places.EnterAsync(connection, Ct);
}
