using ConnectWizard.Connections.Accounts;
using ConnectWizard.Connections.Repositories;
using ConnectWizard.Wizard;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

/// <summary>A token goes to the target that it was entered for, whatever becomes of the draft meanwhile.</summary>
public sealed class ConnectionStateTests : IDisposable
{
    private static readonly ServerTarget Other = new(new ServerAddress("https", "other.example", 443, ""), "Space Missions");
    private readonly OneDraft _drafts = new();
    private readonly ICredentialStore _credentials = Substitute.For<ICredentialStore>();
    private readonly OneCloud _cloud = new();
    private readonly ScriptedGateway _gateway = new();
    private readonly ConnectionState _state;

    public ConnectionStateTests()
    {
        _drafts.Draft = _drafts.Draft with { Credential = null, Facts = null, CheckAccepted = false };
        _state = new ConnectionState(_drafts, _credentials, new AccountCredential(_cloud.Tokens, _cloud.Accounts, _credentials, _cloud.Setup), _drafts, _gateway);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task A_token_is_held_for_the_target_that_it_was_entered_for()
    {
        await HoldAsync();
        _state.HoldsToken.ShouldBeTrue();
        (await _state.OpenTokenAsync(Cancellation)).Value.ShouldBe(Samples.Token);
    }

    [Theory]
    [InlineData("https://other.example", "Space Missions")]
    [InlineData("https://azure.spacetech.example", "Other")]
    public async Task Another_url_or_collection_in_the_form_asks_for_the_token_again(string url, string collection)
    {
        await HoldAsync();
        await _state.AnswerAsync(draft => draft.WithServer(draft.Server with { Url = url, Collection = collection }), Cancellation);
        _state.HoldsToken.ShouldBeFalse();
        (await _state.OpenTokenAsync(Cancellation)).Value.ShouldBeNull();
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    public async Task A_token_is_taken_along_to_a_mended_address_until_a_server_accepted_it_and_then_within_that_server(
        bool accepted, bool toCollection, bool toServer)
    {
        await HoldAsync();
        if (accepted)
        {
            _state.TokenWasAccepted(Samples.Target);
        }

        _state.CanTakeTokenTo(Samples.Target with { Collection = "Mended" }).ShouldBe(toCollection);
        _state.CanTakeTokenTo(Other).ShouldBe(toServer);
        await _state.AnswerAsync(draft => draft.WithTarget(Other), Cancellation);
        _state.TakeTokenAlong();
        (await _state.OpenTokenAsync(Cancellation)).Succeeded.ShouldBe(toServer);
    }

    [Fact]
    public async Task A_target_that_another_tab_named_does_not_get_the_token()
    {
        await HoldAsync();
        _drafts.Draft = _drafts.Draft.WithTarget(Other);
        await _state.AnswerAsync(draft => draft with { CheckAccepted = false }, Cancellation);
        _state.Draft!.Target.ShouldBe(Other);
        (await _state.OpenTokenAsync(Cancellation)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task The_end_of_a_check_is_not_written_to_a_draft_that_names_another_server_by_then()
    {
        await HoldAsync();
        _drafts.Draft = _drafts.Draft.WithTarget(Other);
        _credentials.KeepPendingAsync(default!, default!, Cancellation).ReturnsForAnyArgs(CredentialId.New());

        await _state.KeepCheckedAsync(Samples.Target, Drafts.Facts(), Cancellation);

        (_drafts.Draft.Credential, _drafts.Draft.Facts).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_target_that_changes_while_the_token_is_opened_is_not_asked_with_it()
    {
        var opening = new TaskCompletionSource<Outcome<Secret>>();
        _drafts.Draft = _drafts.Draft with { Credential = CredentialId.New() };
        _credentials.OpenAsync(default, default!, Cancellation).ReturnsForAnyArgs(opening.Task);
        _gateway.Git = (_, _, _) => Scripted.Answer(new GitAnswer(1, []));
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);

        var asking = _state.AskGitAsync("Mars", "rover", Cancellation);
        await _state.AnswerAsync(draft => draft.WithTarget(Other), Cancellation);
        opening.SetResult(Samples.Token);

        (await asking).Succeeded.ShouldBeTrue();
        _gateway.Asked.ShouldBe([Samples.Target]);
    }

    private async Task HoldAsync()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        _state.HoldToken(Samples.Token);
    }
}
