using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard;

public sealed class ConnectionStateCheckTests : ConnectionStateContext
{
    [Fact]
    public async Task A_check_that_passed_stores_the_token_with_the_facts_and_takes_it_out_of_the_circuit()
    {
        var kept = CredentialId.New();
        _credentials.KeepPendingAsync(WorkspaceId.Default, RepositorySamples.Token, RepositorySamples.Target, Cancellation).Returns(kept);
        await HoldAsync();
        CheckEnds();

        await CheckAsync();

        (_drafts.Draft.Credential, _drafts.Draft.Facts!.AccountId, _state.HoldsToken).ShouldBe((kept, Drafts.Facts().AccountId, false));
    }

    [Fact]
    public async Task The_end_of_a_check_is_not_written_to_a_draft_that_names_another_server_by_then()
    {
        await HoldAsync();
        var kept = CredentialId.New();
        _credentials.KeepPendingAsync(default, default(Secret)!, default!, Cancellation).ReturnsForAnyArgs(kept);
        CheckEnds(meanwhile: () => _drafts.Draft = _drafts.Draft.WithTarget(Other));

        await CheckAsync();

        (_drafts.Draft.Credential, _drafts.Draft.Facts).ShouldBe((null, null));
        await _credentials.Received(1).ForgetPendingAsync(WorkspaceId.Default, kept, Cancellation);
    }

    [Fact]
    public async Task A_token_that_is_entered_while_another_is_checked_is_kept_and_not_the_other_one_s_facts()
    {
        await HoldAsync();
        CheckEnds(meanwhile: () => _state.SetToken(NewerToken));

        await CheckAsync();

        (await TokenInUseAsync()).ShouldBe(NewerToken);
        (_drafts.Draft.Credential, _drafts.Draft.Facts).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_token_that_is_entered_while_another_is_stored_is_not_dropped()
    {
        var keeping = new TaskCompletionSource<CredentialId>();
        _credentials.KeepPendingAsync(WorkspaceId.Default, RepositorySamples.Token, RepositorySamples.Target, Cancellation).Returns(keeping.Task);
        await HoldAsync();
        CheckEnds();

        var checking = CheckAsync();
        _state.SetToken(NewerToken);
        keeping.SetResult(CredentialId.New());
        await checking;

        (await TokenInUseAsync()).ShouldBe(NewerToken);
    }

    [Fact]
    public async Task A_check_of_a_stored_credential_is_not_written_beside_another_one_that_was_stored_meanwhile()
    {
        var (stored, newer) = (CredentialId.New(), CredentialId.New());
        _drafts.Draft = _drafts.Draft with { Credential = stored };
        _credentials.OpenAsync(WorkspaceId.Default, stored, RepositorySamples.Target, Cancellation).Returns(RepositorySamples.Token);
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        CheckEnds(meanwhile: () => _drafts.Draft = _drafts.Draft with { Credential = newer });

        await CheckAsync();

        (_drafts.Draft.Credential, _drafts.Draft.Facts).ShouldBe((newer, null));
    }

    [Fact]
    public async Task A_check_that_passed_with_an_account_authorizes_its_organization_and_keeps_no_secret()
    {
        var (there, kept) = (_cloud.Setup.TargetOf("spacetech"), CredentialId.New());
        _credentials.KeepPendingAsync(WorkspaceId.Default, CloudFixture.Ada.Id, there, Cancellation).Returns(kept);
        await LoadAsAdaAsync(there);
        CheckEnds();

        await CheckAsync();
        _drafts.Draft.Credential.ShouldBe(kept);
        await CheckAsync();

        await _cloud.Accounts.Received(2).RememberAuthorizedAsync(CloudFixture.Ada.Id, "spacetech", Drafts.Facts().AccountName, Cancellation);
        await _credentials.Received(1).KeepPendingAsync(WorkspaceId.Default, CloudFixture.Ada.Id, there, Cancellation);
    }
}
