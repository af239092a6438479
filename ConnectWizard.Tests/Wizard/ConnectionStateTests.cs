using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard;

public sealed class ConnectionStateTests
{
    private static readonly ServerTarget Other = new(new ServerAddress("https", "other.example", 443, ""), "Space Missions");
    private static readonly Secret NewerToken = new("a newer token");
    private readonly DraftFixture _drafts = new();
    private readonly ICredentialStore _credentials = Substitute.For<ICredentialStore>();
    private readonly IConnectionCheck _check = Substitute.For<IConnectionCheck>();
    private readonly CloudFixture _cloud = new();
    private readonly ScriptedGateway _gateway = new() { Git = (_, _, _) => Scripted.ApiResponse(new GitAnswer(1, [])) };
    private readonly ConnectionState _state;

    public ConnectionStateTests()
    {
        _drafts.Draft = _drafts.Draft with { Credential = null, Facts = null, CheckAccepted = false };
        _credentials.OpenAsync(default, default, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.CredentialNeeded));
        _state = new ConnectionState(
            _drafts, _credentials, Substitute.For<IConnectionStore>(), Substitute.For<IProfileStore>(), _drafts,
            _cloud.Accounts, _cloud.Tokens, _cloud.Setup,
            _gateway, _gateway, _cloud.Gateway, Substitute.For<IServiceHooksGateway>(), _check,
            new RepositoryCatalog(_gateway, TimeProvider.System, NullLogger<RepositoryCatalog>.Instance), Substitute.For<IProfileWebhooks>(), TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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

        await _cloud.Accounts.Received(2).RememberAuthorizedAsync(CloudFixture.Ada.Id, "spacetech", Cancellation);
        await _credentials.Received(1).KeepPendingAsync(WorkspaceId.Default, CloudFixture.Ada.Id, there, Cancellation);
    }

    private Task<CheckRunResult> CheckAsync() => _state.RunCheckAsync(_ => { }, Cancellation);

    /// <summary>How the check ends, and what happens while it runs.</summary>
    private void CheckEnds(CheckItemState token = CheckItemState.Passed, bool passes = true, Action? meanwhile = null) =>
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ =>
        {
            meanwhile?.Invoke();
            var last = new CheckItem(CheckItemId.Webhooks, CheckItemState.Failed) { Problem = new Problem(ProblemCode.TimedOut) };
            var items = Enum.GetValues<CheckItemId>().Select(id => id == CheckItemId.Webhooks && !passes ? last : new CheckItem(id, id == CheckItemId.Token ? token : CheckItemState.Passed));
            return new CheckResult([.. items], RepositorySamples.Target, passes ? Drafts.Facts() : null);
        });

    private async Task<Secret?> TokenInUseAsync()
    {
        _gateway.Tokens.Clear();
        await _state.AskGitAsync("Mars", "rover", Cancellation);
        return _gateway.Tokens.SingleOrDefault();
    }

    private async Task LoadAsAdaAsync(ServerTarget target)
    {
        _drafts.Draft = _drafts.Draft with { Provider = ProviderKind.Services, Cloud = new CloudAnswers { Account = CloudFixture.Ada.Id }, Target = target };
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
    }

    private async Task HoldAsync()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        _state.SetToken(RepositorySamples.Token);
    }
}
