using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard;

/// <summary>A token goes to the target that it was entered for, whatever becomes of the draft meanwhile.</summary>
public sealed class ConnectionStateTests : IDisposable
{
    private static readonly ServerTarget Other = new(new ServerAddress("https", "other.example", 443, ""), "Space Missions");
    private readonly DraftFixture _drafts = new();
    private readonly ICredentialStore _credentials = Substitute.For<ICredentialStore>();
    private readonly CloudFixture _cloud = new();
    private readonly ScriptedGateway _gateway = new();
    private readonly ConnectionState _state;

    public ConnectionStateTests()
    {
        _drafts.Draft = _drafts.Draft with { Credential = null, Facts = null, CheckAccepted = false };
        _state = new ConnectionState(_drafts, _credentials, new AccountCredential(_cloud.Tokens, _cloud.Accounts, _credentials, _cloud.Setup), _drafts, _gateway, _gateway, Substitute.For<IServiceHooksGateway>());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task A_token_is_held_for_the_target_that_it_was_entered_for()
    {
        await HoldAsync();
        _state.HoldsToken.ShouldBeTrue();
        (await _state.OpenTokenAsync(Cancellation)).Value.ShouldBe(RepositorySamples.Token);
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
            _state.TokenWasAccepted(RepositorySamples.Target);

        _state.CanTakeTokenTo(RepositorySamples.Target with { Collection = "Mended" }).ShouldBe(toCollection);
        _state.CanTakeTokenTo(Other).ShouldBe(toServer);
        await _state.AnswerAsync(draft => draft.WithTarget(Other), Cancellation);
        _state.RebindToken();
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
        _credentials.KeepPendingAsync(default, default(Secret)!, default!, Cancellation).ReturnsForAnyArgs(CredentialId.New());

        await _state.KeepCheckedAsync(RepositorySamples.Target, Drafts.Facts(), Cancellation);

        (_drafts.Draft.Credential, _drafts.Draft.Facts).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_target_that_changes_while_the_token_is_opened_is_not_asked_with_it()
    {
        var opening = new TaskCompletionSource<Result<Secret>>();
        _drafts.Draft = _drafts.Draft with { Credential = CredentialId.New() };
        _credentials.OpenAsync(default, default, default!, Cancellation).ReturnsForAnyArgs(opening.Task);
        _gateway.Git = (_, _, _) => Scripted.ApiResponse(new GitAnswer(1, []));
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);

        var asking = _state.AskGitAsync("Mars", "rover", Cancellation);
        await _state.AnswerAsync(draft => draft.WithTarget(Other), Cancellation);
        opening.SetResult(RepositorySamples.Token);

        (await asking).Succeeded.ShouldBeTrue();
        _gateway.Asked.ShouldBe([RepositorySamples.Target]);
    }

    [Fact]
    public async Task An_account_is_asked_for_a_token_where_organizations_are_and_nowhere_else()
    {
        var there = _cloud.Setup.TargetOf("spacetech");
        (await OpenAsAdaAsync(there)).Value.ShouldBeOfType<EntraAccessToken>();
        (await OpenAsAdaAsync(there with { Address = Other.Address })).Problem!.Code.ShouldBe(ProblemCode.CredentialNeeded);
    }

    [Fact]
    public async Task A_token_that_was_typed_for_an_organization_is_not_used_once_an_account_is_chosen()
    {
        var there = _cloud.Setup.TargetOf("spacetech");
        _drafts.Draft = _drafts.Draft with { Provider = ProviderKind.Services, Cloud = new CloudAnswers { WithToken = true }, Target = there };
        await HoldAsync();
        _state.HoldsToken.ShouldBeTrue();

        (await OpenAsAdaAsync(there)).Value.ShouldBeOfType<EntraAccessToken>();

        _state.HoldsToken.ShouldBeFalse();
    }

    [Fact]
    public async Task A_check_that_passed_with_an_account_authorizes_its_organization_and_keeps_no_secret()
    {
        var (there, kept) = (_cloud.Setup.TargetOf("spacetech"), CredentialId.New());
        _credentials.KeepPendingAsync(WorkspaceId.Default, CloudFixture.Ada.Id, there, Cancellation).Returns(kept);
        await OpenAsAdaAsync(there);

        (await _state.KeepCheckedAsync(there, Drafts.Facts(), Cancellation)).Value!.Credential.ShouldBe(kept);
        await _state.KeepCheckedAsync(there, Drafts.Facts(), Cancellation);

        await _cloud.Accounts.Received(2).RememberAuthorizedAsync(CloudFixture.Ada.Id, "spacetech", Cancellation);
        await _credentials.Received(1).KeepPendingAsync(WorkspaceId.Default, CloudFixture.Ada.Id, there, Cancellation);
    }

    private async Task<Result<Secret>> OpenAsAdaAsync(ServerTarget target)
    {
        _drafts.Draft = _drafts.Draft with { Provider = ProviderKind.Services, Cloud = new CloudAnswers { Account = CloudFixture.Ada.Id }, Target = target };
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        return await _state.OpenTokenAsync(Cancellation);
    }

    private async Task HoldAsync()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        _state.SetToken(RepositorySamples.Token);
    }
}
