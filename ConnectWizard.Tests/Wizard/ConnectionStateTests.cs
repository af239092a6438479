using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard;

public sealed class ConnectionStateTests : ConnectionStateContext
{
    [Fact]
    public async Task A_token_is_held_for_the_target_that_it_was_entered_for()
    {
        await HoldAsync();
        _state.HoldsToken.ShouldBeTrue();
        (await TokenInUseAsync()).ShouldBe(RepositorySamples.Token);
    }

    [Fact]
    public void No_member_gives_a_token_back() => typeof(ConnectionState).GetMembers()
        .Select(member => member switch
        {
            System.Reflection.MethodInfo method => method.ReturnType.ToString(),
            System.Reflection.PropertyInfo property => property.PropertyType.ToString(),
            _ => "",
        })
        .ShouldAllBe(type => !type.Contains(nameof(Secret), StringComparison.Ordinal) && !type.Contains(nameof(CheckSubject), StringComparison.Ordinal));

    [Theory]
    [InlineData("https://other.example", "Space Missions")]
    [InlineData("https://azure.spacetech.example", "Other")]
    public async Task Another_url_or_collection_in_the_form_asks_for_the_token_again(string url, string collection)
    {
        await HoldAsync();
        await _state.ChangeAsync(draft => draft.WithServer(draft.Server with { Url = url, Collection = collection }), Cancellation);
        _state.HoldsToken.ShouldBeFalse();
        (await TokenInUseAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    public async Task A_token_is_used_for_a_corrected_address_until_a_server_accepted_it_and_then_within_that_server(
        bool accepted, bool toCollection, bool toServer)
    {
        await HoldAsync();
        if (accepted)
        {
            CheckEnds(CheckItemState.Passed, passes: false);
            await CheckAsync();
        }

        _state.CanRebindToken(RepositorySamples.Target with { Collection = "Corrected" }).ShouldBe(toCollection);
        _state.CanRebindToken(Other).ShouldBe(toServer);
        await _state.ChangeAsync(draft => draft.WithTarget(Other), Cancellation);
        _state.RebindToken();
        (await TokenInUseAsync() is not null).ShouldBe(toServer);
    }

    [Fact]
    public async Task A_target_that_another_tab_named_does_not_get_the_token()
    {
        await HoldAsync();
        _drafts.Draft = _drafts.Draft.WithTarget(Other);
        await _state.ChangeAsync(draft => draft with { CheckAccepted = false }, Cancellation);
        _state.Draft!.Target.ShouldBe(Other);
        (await TokenInUseAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_target_that_changes_while_the_token_is_opened_is_not_asked_with_it()
    {
        var opening = new TaskCompletionSource<Result<Secret>>();
        _drafts.Draft = _drafts.Draft with { Credential = CredentialId.New() };
        _credentials.OpenAsync(default, default, default!, Cancellation).ReturnsForAnyArgs(opening.Task);
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);

        var asking = _state.AskGitAsync("Mars", "rover", Cancellation);
        await _state.ChangeAsync(draft => draft.WithTarget(Other), Cancellation);
        opening.SetResult(RepositorySamples.Token);

        (await asking).Succeeded.ShouldBeTrue();
        _gateway.Asked.ShouldBe([RepositorySamples.Target]);
    }

    [Fact]
    public async Task Changes_and_loads_run_one_after_the_other_and_the_last_draft_loaded_is_the_one_shown()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        var (first, second) = (_drafts.Draft, _drafts.Draft with { Id = DraftId.New() });
        var storing = new TaskCompletionSource();
        _drafts.Storing = storing.Task;

        var changing = _state.ChangeAsync(draft => draft with { CheckAccepted = true }, Cancellation);
        var loading = _state.LoadAsync(second.Id, Cancellation);
        var late = _state.ChangeAsync(draft => draft with { CheckAccepted = false }, Cancellation);
        loading.IsCompleted.ShouldBeFalse();
        _drafts.Others[second.Id] = second;
        storing.SetResult();
        await Task.WhenAll(changing, loading, late);

        _state.Draft.ShouldBe(second);
        (await late).Value!.Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task Subscribers_are_told_of_each_change_until_their_subscription_is_disposed()
    {
        var changes = 0;
        var subscription = _state.OnChanged(() => changes++);
        await HoldAsync();
        await _state.ChangeAsync(draft => draft with { CheckAccepted = true }, Cancellation);
        changes.ShouldBe(3);

        subscription.Dispose();
        await _state.ChangeAsync(draft => draft with { CheckAccepted = false }, Cancellation);
        changes.ShouldBe(3);
    }

    [Fact]
    public async Task An_account_is_asked_for_a_token_where_organizations_are_and_nowhere_else()
    {
        var there = _cloud.Setup.TargetOf("spacetech");
        await LoadAsAdaAsync(there);
        (await TokenInUseAsync()).ShouldBeOfType<EntraAccessToken>();
        await LoadAsAdaAsync(there with { Address = Other.Address });
        (await TokenInUseAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_that_was_typed_for_an_organization_is_not_used_once_an_account_is_chosen()
    {
        var there = _cloud.Setup.TargetOf("spacetech");
        _drafts.Draft = _drafts.Draft with { Provider = ProviderKind.Services, Cloud = new CloudAnswers { WithToken = true }, Target = there };
        await HoldAsync();
        _state.HoldsToken.ShouldBeTrue();

        await LoadAsAdaAsync(there);

        (await TokenInUseAsync()).ShouldBeOfType<EntraAccessToken>();
        _state.HoldsToken.ShouldBeFalse();
    }
}
