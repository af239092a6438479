using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard;

/// <summary>Answers that are given while the store can't be used.</summary>
public sealed class ConnectionStateOutageTests : ConnectionStateContext
{
    [Fact]
    public async Task Answers_wait_for_the_store_and_are_stored_in_their_order_when_it_is_back()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        Break(ProblemCode.DatabaseUnavailable);

        (await NameAsync("First")).Succeeded.ShouldBeTrue();
        await NameAsync("Second");
        await _state.KeepAsync("Server URL", draft => draft.WithServer(draft.Server with { Url = "https://new.example" }), Cancellation);

        _state.Unstored.ShouldBe(["Connection name", "Server URL"]);
        (_state.Outage?.Code, _state.HasCaughtUp).ShouldBe((ProblemCode.DatabaseUnavailable, false));
        (_state.Draft!.Server.Name, _drafts.Draft.Server.Name).ShouldBe(("Second", "SpaceTech"));
        _drafts.Storing = Task.CompletedTask;
        await RetryUntilAsync(() => _state.HasCaughtUp);

        (_drafts.Draft.Server.Name, _drafts.Draft.Server.Url, _drafts.Draft.Target).ShouldBe(("Second", "https://new.example", null));
        _state.Unstored.ShouldBeEmpty();
        _state.Outage.ShouldBeNull();
        await NameAsync("Third");
        _state.HasCaughtUp.ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_that_is_opened_again_shows_what_is_not_stored_yet()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        Break(ProblemCode.DatabaseFull);
        await NameAsync("Typed");

        (await _state.LoadAsync(_drafts.Draft.Id, Cancellation)).Value!.Server.Name.ShouldBe("Typed");
    }

    [Fact]
    public async Task An_action_is_refused_with_the_outage_and_is_not_done_later()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        Break(ProblemCode.DatabaseReadOnly);

        (await _state.ChangeAsync(draft => draft with { CheckAccepted = true }, Cancellation)).Problem?.Code.ShouldBe(ProblemCode.DatabaseReadOnly);
        _state.Unstored.ShouldBeEmpty();
        _drafts.Storing = Task.CompletedTask;
        await RetryUntilAsync(() => _state.Outage is null);

        _drafts.Draft.CheckAccepted.ShouldBeFalse();
        _state.HasCaughtUp.ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_tried_after_the_circuit_has_ended()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        Break(ProblemCode.DatabaseUnavailable);
        await NameAsync("Typed");
        _state.Dispose();
        _drafts.Storing = Task.CompletedTask;

        var tries = 0;
        await RetryUntilAsync(() => ++tries > 10);

        _drafts.Draft.Server.Name.ShouldBe("SpaceTech");
    }

    private Task<Result<ConnectionDraft>> NameAsync(string name) =>
        _state.KeepAsync("Connection name", draft => draft.WithServer(draft.Server with { Name = name }), Cancellation);

    private void Break(ProblemCode code) => _drafts.Storing = Task.FromException(new StoreUnavailableException(code, new IOException("away")));

    private async Task RetryUntilAsync(Func<bool> isReached)
    {
        while (!isReached())
        {
            Cancellation.ThrowIfCancellationRequested();
            _time.Advance(StoreUnavailableException.RetryInterval);
            await Task.Yield();
        }
    }
}
